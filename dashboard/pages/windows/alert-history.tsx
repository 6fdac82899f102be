import { Text } from '@mantine/core';
import type { Alert } from '../../../api/contract.ts';
import { useTime } from '../../parts/clock.tsx';
import { ago, moment } from '../../parts/time.ts';
import { OUTCOME_NAMES } from '../../parts/words.ts';

/** Who is on it, or what became of it; then since when and until when. */
export function AlertHistory({ alert }: { alert: Alert }) {
  const time = useTime();
  const { state, openedAt, expiresAt } = alert;
  const end = state === 'closed' ? 'over since' : 'closes by itself';
  const over = Date.parse(expiresAt) <= time;
  const parts = [`Since ${moment(openedAt, time)} (${ago(openedAt, time)})`];
  if (state !== 'closed' || over) parts.push(`${end} ${moment(expiresAt, time)}`);
  const told = toldOf(alert, time);
  return (
    <>
      {told === null ? null : (
        <Text size="sm" mt={6} fw={550} data-testid="alert-told">
          {told}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={4}>
        {parts.join(' · ')}
      </Text>
    </>
  );
}

function toldOf({ state, acknowledgedBy, acknowledgedAt, snoozedUntil, outcome }: Alert, time: number) {
  if (state === 'acknowledged' && acknowledgedBy !== null) {
    return `${acknowledgedBy} is on it${acknowledgedAt ? `, ${moment(acknowledgedAt, time)}` : ''}`;
  }
  if (state === 'snoozed' && snoozedUntil !== null)
    return `Not now: it is back ${moment(snoozedUntil, time)}`;
  if (state === 'closed' && outcome !== null) {
    const note = outcome.note === '' ? '' : `: “${outcome.note}”`;
    return `${OUTCOME_NAMES[outcome.outcome]}, said ${outcome.by}${note}`;
  }
  return null;
}
