import { Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ExclusionReason } from '../../../../api/contract-corrections.ts';
import { FormButtons } from '../../../parts/form-buttons.tsx';
import { notEmpty } from '../../../parts/form-rules.ts';
import { FormProblem } from '../../../parts/problem.tsx';
import { tell } from '../../../parts/tell.ts';
import { ApiError } from '../../../queries/client.ts';
import { useExclude } from '../../../queries/exclusions.ts';
import { EXCLUSION_EFFECTS, EXCLUSION_NAMES, targetIn } from './exclusion-words.ts';

const OPTIONS = Object.entries(EXCLUSION_NAMES).map(([value, label]) => ({ value, label }));

export function NewExclusionModal({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Exclude visits">
      <NewExclusionForm close={close} />
    </Modal>
  );
}

function NewExclusionForm({ close }: { close: () => void }) {
  const exclude = useExclude();
  const form = useForm<{ target: string; exclusion: ExclusionReason; reason: string }>({
    initialValues: { target: '', exclusion: 'own_staff', reason: '' },
    validate: { target: notEmpty('a network or a domain'), reason: notEmpty('a reason') },
  });
  const submit = form.onSubmit(({ target, exclusion, reason }) =>
    exclude.mutate(
      { target: targetIn(target), exclusion, reason: reason.trim() },
      {
        onSuccess: () => {
          close();
          tell(`${target.trim()} is excluded from now on.`);
        },
        onError: (error) => {
          const field = error instanceof ApiError ? Object.entries(error.fields)[0] : undefined;
          if (field)
            form.setFieldError(field[0].startsWith('target') ? 'target' : field[0], `It ${field[1]}.`);
        },
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <Stack>
        <TextInput
          label="Network or domain"
          description="192.0.2.0/24, one address, first-last, or the domain of an organization"
          maxLength={253}
          data-autofocus
          {...form.getInputProps('target')}
        />
        <Select
          label="What it is"
          data={OPTIONS}
          allowDeselect={false}
          value={form.values.exclusion}
          onChange={(value) => value !== null && form.setFieldValue('exclusion', value as ExclusionReason)}
        />
        <Text size="sm" c="dimmed">
          {EXCLUSION_EFFECTS[form.values.exclusion]} It counts within seconds, on all sites.
        </Text>
        <Textarea
          label="Reason"
          description="It is kept with your name."
          maxLength={1000}
          autosize
          minRows={2}
          {...form.getInputProps('reason')}
        />
        <FormProblem error={exclude.error} />
        <FormButtons cancel={close} busy={exclude.isPending}>
          Exclude
        </FormButtons>
      </Stack>
    </form>
  );
}
