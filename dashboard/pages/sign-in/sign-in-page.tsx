import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Entrance } from '../../parts/entrance.tsx';
import { email, notEmpty } from '../../parts/form-rules.ts';
import { FormProblem } from '../../parts/problem.tsx';
import { useSignIn } from '../../queries/session.ts';

export function SignInPage() {
  const signIn = useSignIn();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: { email, password: notEmpty('your password') },
  });
  return (
    <Entrance title="Sign in" lead="See which organizations look at your website.">
      <form
        onSubmit={form.onSubmit((values) => signIn.mutate({ ...values, email: values.email.trim() }))}
        noValidate
      >
        <Stack>
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <FormProblem error={signIn.error} />
          <Button type="submit" size="md" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
