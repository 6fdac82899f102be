import { Modal, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { FormButtons } from '../parts/form-buttons.tsx';
import { newPassword } from '../parts/form-rules.ts';
import { FormProblem } from '../parts/problem.tsx';
import { useChangePassword } from '../queries/session.ts';

export function PasswordModal({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Change password">
      <PasswordForm close={close} />
    </Modal>
  );
}

function PasswordForm({ close }: { close: () => void }) {
  const change = useChangePassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { newPassword },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        close();
        notifications.show({
          title: 'Password changed',
          message: 'You are signed out everywhere else.',
          color: 'glass',
        });
      },
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          data-autofocus
          key={form.key('currentPassword')}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters. A few words in a row are easy to remember."
          autoComplete="new-password"
          required
          key={form.key('newPassword')}
          {...form.getInputProps('newPassword')}
        />
        <FormProblem error={change.error} />
        <FormButtons cancel={close} busy={change.isPending}>
          Change password
        </FormButtons>
      </Stack>
    </form>
  );
}
