import { Alert, Button, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { ApiError } from '../queries/client.ts';
import { Forbidden } from './forbidden.tsx';

interface ProblemProps {
  error: Error;
  retry?: () => unknown;
}

/** What went wrong, in the server's words, and a way to try again. */
export function Problem({ error, retry }: ProblemProps) {
  if (error instanceof ApiError && error.status === 403) return <Forbidden />;
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle />} title={error.message} role="alert">
      {error instanceof ApiError && error.detail ? <Text size="sm">{error.detail}</Text> : null}
      {retry ? (
        <Button variant="default" size="xs" mt="sm" onClick={() => void retry()}>
          Try again
        </Button>
      ) : null}
    </Alert>
  );
}

/** The same for a form that was sent: no retry, because sending again is the retry. */
export function FormProblem({ error }: { error: Error | null }) {
  if (!error) return null;
  const detail = error instanceof ApiError ? error.detail : undefined;
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle />} title={error.message} role="alert">
      {detail}
    </Alert>
  );
}
