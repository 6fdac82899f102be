import { Button, Code, Group, Text } from '@mantine/core';
import type { Delivery } from '../../../api/contract-channels.ts';
import { useTime } from '../../parts/clock.tsx';
import { Disclosure } from '../../parts/disclosure.tsx';
import { Loading } from '../../parts/loading.tsx';
import { FormProblem, Problem } from '../../parts/problem.tsx';
import { moment } from '../../parts/time.ts';
import { useDeliveries, useResend } from '../../queries/channels.ts';
import { attemptsWords, attemptWords, DELIVERY_KINDS, DELIVERY_STATES } from './channel-words.ts';
import classes from './delivery-log.module.css';
import { StateBadge } from './state-badge.tsx';

/** The newest that was sent to a channel, with every try. */
export function DeliveryLog({ channelId }: { channelId: string }) {
  const deliveries = useDeliveries(channelId);
  if (deliveries.isPending) return <Loading rows={2} height={48} />;
  if (!deliveries.data) {
    return deliveries.error ? <Problem error={deliveries.error} retry={deliveries.refetch} /> : null;
  }
  if (deliveries.data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was sent yet. Send a test to try it.
      </Text>
    );
  }
  return (
    <ul className="plain-list" aria-label="What was sent">
      {deliveries.data.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} />
      ))}
    </ul>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const time = useTime();
  const resend = useResend();
  const { id, kind, state, reason, createdAt, dueAt, attempts } = delivery;
  const about = [
    moment(createdAt, time),
    attemptsWords(delivery),
    ...(dueAt === null ? [] : [`next try ${moment(dueAt, time)}`]),
  ];
  return (
    <li className={classes.row} data-testid="delivery-row" data-state={state}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>{DELIVERY_KINDS[kind]}</Text>
          <StateBadge state={DELIVERY_STATES[state]} />
          <Text size="sm" c="dimmed">
            {about.join(' · ')}
          </Text>
        </Group>
        {kind !== 'test' && state !== 'waiting' ? (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => resend.mutate(id)}
            loading={resend.isPending}
            aria-label={`Send again what was sent ${moment(createdAt, time)}`}
          >
            Send again
          </Button>
        ) : null}
      </Group>
      <Text size="sm">{reason}</Text>
      <FormProblem error={resend.error} />
      {attempts.length > 0 ? (
        <Disclosure label="Tries">
          <ol className={classes.tries}>
            {attempts.map((attempt) => (
              <li key={attempt.at}>
                <Text size="sm">
                  {moment(attempt.at, time)}: {attemptWords(attempt)}
                </Text>
                {attempt.excerpt === '' ? null : (
                  <Code block className="wrapping-code">
                    {attempt.excerpt}
                  </Code>
                )}
              </li>
            ))}
          </ol>
        </Disclosure>
      ) : null}
    </li>
  );
}
