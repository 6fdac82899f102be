import { Button, Group, Text } from '@mantine/core';
import type { ExclusionAsked } from '../../../../api/contract-corrections.ts';
import { FormProblem } from '../../../parts/problem.tsx';
import classes from '../../../parts/rows.module.css';
import { date } from '../../../parts/time.ts';
import { useDecideAsked, useWithdrawAsked } from '../../../queries/exclusions.ts';

/** Somebody in sales asks for an exclusion. */
export function AskedRow({ asked, decides }: { asked: ExclusionAsked; decides: boolean }) {
  const decide = useDecideAsked();
  const withdraw = useWithdrawAsked();
  const { id, organization, reason, by, mine, at } = asked;
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <Text fw={600}>{organization.name}</Text>
        <Text size="sm" c="dimmed">
          “{reason}” · {by}, {date(at)}
        </Text>
        <FormProblem error={decide.error ?? withdraw.error} />
      </div>
      {decides ? (
        <Group gap="sm">
          <Button
            variant="default"
            loading={decide.isPending}
            onClick={() => decide.mutate({ id, deed: 'decline' })}
            aria-label={`Do not exclude ${organization.name}`}
          >
            Decline
          </Button>
          <Button
            loading={decide.isPending}
            onClick={() => decide.mutate({ id, deed: 'accept' })}
            aria-label={`Exclude ${organization.name}`}
          >
            Exclude
          </Button>
        </Group>
      ) : (
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            Waits for an owner or officer
          </Text>
          {mine ? (
            <Button
              variant="default"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate(id)}
              aria-label={`Withdraw the request about ${organization.name}`}
            >
              Withdraw
            </Button>
          ) : null}
        </Group>
      )}
    </li>
  );
}
