import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { Entrance } from '../../parts/entrance.tsx';
import { email, newPassword, notEmpty } from '../../parts/form-rules.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { useSetUp } from '../../queries/session.ts';
import { tokenIn } from './token-in.ts';

/** Makes the first account. The token comes in the fragment, which browsers never send anywhere. */
export function SetupPage() {
  const [token] = useState(() => tokenIn(window.location.hash));
  if (token === '') {
    return (
      <Entrance title="Welcome to Clearpane" lead="Nobody has an account yet.">
        <Alert icon={<IconLink />} title="Open the first-run link" variant="light">
          When Clearpane started it printed a link with a one-time token. Open that link to make the first
          account. Starting Clearpane again prints a new one.
        </Alert>
      </Entrance>
    );
  }
  return <SetupForm token={token} />;
}

function SetupForm({ token }: { token: string }) {
  const setUp = useSetUp();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: { name: notEmpty('your name'), email, password: newPassword },
  });
  const submit = form.onSubmit(({ name, email: address, password }) =>
    setUp.mutate({ token, name: name.trim(), email: address.trim(), password }),
  );
  return (
    <Entrance
      title="Make your account"
      lead="You become the owner: you can add people and give them roles. Everything stays on this server."
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label="Your name"
            autoComplete="name"
            autoFocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            description="At least 12 characters. A few words in a row are easy to remember."
            autoComplete="new-password"
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <FormProblem error={setUp.error} />
          <Button type="submit" size="md" loading={setUp.isPending}>
            Make account and sign in
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
