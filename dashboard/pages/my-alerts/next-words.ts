import type { MyAlerts } from '../../../api/contract-my-alerts.ts';
import { moment } from '../../parts/time.ts';

const BECAUSE: Readonly<Record<NonNullable<MyAlerts['postponed']>['reason'], string>> = {
  quiet_hours: 'These are your quiet hours.',
  day_off: 'This is a day off.',
  budget: 'You have had the alerts of the day.',
  digest: 'You get alerts all at once.',
};

/** What would become of an alert that came now, in the person's own time zone. */
export function nextWords({ postponed, wishes }: MyAlerts, now: number): string {
  if (postponed === null) return 'An alert that comes now is told at once.';
  const when = moment(postponed.until, now, { timeZone: wishes.timeZone });
  return `${BECAUSE[postponed.reason]} An alert that comes now is told ${when} (${wishes.timeZone}).`;
}
