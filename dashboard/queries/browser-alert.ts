import type { Alert } from '../../api/contract.ts';
import type { MyAlerts } from '../../api/contract-my-alerts.ts';

/** Organization and topics, and nothing else: it stands on a screen that others may see. */
export function browserAlertOf({ org, evidence }: Alert): { title: string; body: string } {
  return { title: org.name, body: [...new Set(evidence.map(({ label }) => label))].join(', ') };
}

/** Whether one wants to hear of it now; what the person said is not known yet where it is null. */
export function isWanted(alert: Alert, mine: MyAlerts | null): boolean {
  if (mine === null) return false;
  const rests = mine.postponed?.reason === 'quiet_hours' || mine.postponed?.reason === 'day_off';
  return !rests && !mine.wishes.mutedRules.includes(alert.rule.id);
}
