import type { Alert } from '../../../api/contract.ts';
import type { AlertAction } from '../../queries/alerts.ts';

const HOUR = 3_600_000;
/** Longest snooze that the API takes, in hours. */
const MOST_HOURS = 720;

/**
 * What brings an alert back to how it was before somebody did something with it. What another person had taken on is
 * open afterwards, because nobody takes things on for others; of what was closed nothing can be brought back.
 *
 * @param before the alert as it was
 * @param me name of whoever takes it back
 * @param now milliseconds since the epoch
 */
export function takingBack(before: Alert, me: string, now: number): AlertAction[] {
  switch (before.state) {
    case 'closed':
      return [];
    case 'open':
      return [{ do: 'reopen' }];
    case 'acknowledged':
      return before.acknowledgedBy === me
        ? [{ do: 'reopen' }, { do: 'acknowledge', takeOver: false }]
        : [{ do: 'reopen' }];
    case 'snoozed': {
      const left = Math.ceil((Date.parse(before.snoozedUntil ?? before.openedAt) - now) / HOUR);
      return left < 1
        ? [{ do: 'reopen' }]
        : [{ do: 'reopen' }, { do: 'snooze', hours: Math.min(left, MOST_HOURS) }];
    }
  }
}
