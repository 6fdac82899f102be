import { Alert, List } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { FormProblem } from '../../../parts/problem.tsx';
import { ApiError } from '../../../queries/client.ts';

const PLACES: readonly [RegExp, string][] = [
  [/^policy\.bases/, 'Matrix'],
  [/^policy\.controller/, 'Controller'],
  [/^policy\.establishments/, 'Establishments'],
  [/^policy\.passiveSignalMemos/, 'Memos on request addresses'],
  [/^policy\.exemptions/, 'Statistics exemptions'],
  [/^policy\.pages/, 'Pages never looked at'],
  [/^policy\.audience/, 'Audience'],
  [/^policy\.consent/, 'Consent'],
  [/^policy\.tcf/, 'TCF strings'],
  [/^policy\.behaviour/, 'Counted beside views'],
];

/** What of the draft can not be meant, and where it stands. */
export function DraftProblem({ error }: { error: Error | null }) {
  const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
  if (!error || fields.length === 0) return <FormProblem error={error} />;
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle />} title={error.message} role="alert">
      <List size="sm">
        {fields.map(([field, message]) => (
          <List.Item key={field}>
            {PLACES.find(([pattern]) => pattern.test(field))?.[1] ?? field}: {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
