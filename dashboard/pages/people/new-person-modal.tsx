import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { NewPerson, Role } from '../../../api/contract.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { email, newPassword, notEmpty } from '../../parts/form-rules.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { useAddPerson } from '../../queries/people.ts';
import { passwordFrom } from './password-from.ts';
import { ROLE_OPTIONS } from './role-options.ts';

export function NewPersonModal({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Add a person">
      <NewPersonForm close={close} />
    </Modal>
  );
}

function NewPersonForm({ close }: { close: () => void }) {
  const add = useAddPerson();
  const form = useForm<NewPerson>({
    initialValues: { name: '', email: '', role: 'sales', password: '' },
    validate: { name: notEmpty('a name'), email, password: newPassword },
  });
  const submit = form.onSubmit(({ name, email: address, role, password }) =>
    add.mutate(
      { name: name.trim(), email: address.trim(), role, password },
      {
        onSuccess: (person) => {
          close();
          notifications.show({
            title: `${person.name} can sign in`,
            message: 'Hand the password over in person or by a safe channel.',
            color: 'glass',
          });
        },
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <Stack>
        <TextInput label="Name" maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />
        <Select
          label="Role"
          data={ROLE_OPTIONS}
          allowDeselect={false}
          value={form.values.role}
          onChange={(role) => role !== null && form.setFieldValue('role', role as Role)}
        />
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            label="First password"
            description="At least 12 characters. The person changes it under their account."
            flex={1}
            autoComplete="off"
            {...form.getInputProps('password')}
          />
          <Button
            variant="default"
            onClick={() =>
              form.setFieldValue('password', passwordFrom(crypto.getRandomValues(new Uint8Array(16))))
            }
          >
            Suggest
          </Button>
        </Group>
        <FormProblem error={add.error} />
        <FormButtons cancel={close} busy={add.isPending}>
          Add person
        </FormButtons>
      </Stack>
    </form>
  );
}
