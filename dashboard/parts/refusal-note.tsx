import { Alert, Text } from '@mantine/core';
import { IconShieldX } from '@tabler/icons-react';
import { ApiError } from '../queries/client.ts';
import { FormProblem } from './problem.tsx';

/** What a rule or a topic can not be: why, by which law, and what to do instead. */
export function RefusalNote({ error }: { error: Error | null }) {
  if (!(error instanceof ApiError) || error.refused === null) return <FormProblem error={error} />;
  const { sentence, why, legalRef, alternative } = error.refused;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconShieldX />}
      title={sentence}
      role="alert"
      data-testid="refusal"
    >
      <Text size="sm">{why}</Text>
      <Text size="sm" fw={600} mt={4}>
        Instead: {alternative}
      </Text>
      <Text size="xs" mt={4}>
        {error.code} · {legalRef}
      </Text>
    </Alert>
  );
}
