import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Scope } from '../../../api/contract.ts';
import { CopyText } from '../../parts/copy-text.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { notEmpty } from '../../parts/form-rules.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { useMakeKey } from '../../queries/keys.ts';
import { SCOPE_WORDS } from './scope-words.ts';

export function NewKeyModal({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Make an API key" closeOnClickOutside={false}>
      <NewKeyForm close={close} />
    </Modal>
  );
}

function NewKeyForm({ close }: { close: () => void }) {
  const make = useMakeKey();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', scopes: ['alerts:read'] as Scope[] },
    validate: {
      name: notEmpty('the key a name'),
      scopes: (scopes) => (scopes.length === 0 ? 'Please choose what the key may do' : null),
    },
  });
  if (make.data) {
    return (
      <Stack>
        <Text>Copy the key now. It is shown this once; only a hash of it is kept.</Text>
        <CopyText text={make.data.key} what="key" />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Done
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={form.onSubmit(({ name, scopes }) => make.mutate({ name: name.trim(), scopes }))}
      noValidate
    >
      <Stack>
        <TextInput
          label="Name"
          description="What uses the key, for example the name of your CRM."
          maxLength={32}
          data-autofocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label="What it may do" key={form.key('scopes')} {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt="xs">
            {Object.entries(SCOPE_WORDS).map(([scope, words]) => (
              <Checkbox key={scope} value={scope} label={words} />
            ))}
          </Stack>
        </Checkbox.Group>
        <FormProblem error={make.error} />
        <FormButtons cancel={close} busy={make.isPending}>
          Make key
        </FormButtons>
      </Stack>
    </form>
  );
}
