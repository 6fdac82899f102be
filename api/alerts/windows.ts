import { sql } from 'kysely';
import { checkedBody, PolicyBreachError } from '../../alerts/allow-list.ts';
import type { Database } from '../../infra/database/database.ts';
import { recordIncident } from '../../infra/database/incidents.ts';
import type { Alert, AlertState, Outcome } from '../contract.ts';
import { ProblemError } from '../problem.ts';

/** An alert with its window and site, as the database has them. */
interface AlertRow {
  seq: number;
  id: string;
  window_id: string;
  body: unknown;
  site_id: number;
  site_name: string;
  demo: boolean;
  state: string;
  opened_at: Date;
  expires_at: Date;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  snoozed_until: Date | null;
  change: number;
  routed: Alert['routed'];
  outcome: (Omit<Outcome, 'outcome'> & { outcome: Outcome['outcome'] | 'taken_back' }) | null;
}

/** When an alert closes by itself: with the last of the windows that it tells of. */
export const alertEnd = sql<Date>`
  greatest(windows.expires_at, (SELECT max(joined.expires_at) FROM windows AS joined WHERE joined.alert_id = alerts.id))`;

/** The last that a person said of an alert. */
const lastOutcome = sql<AlertRow['outcome']>`
  (SELECT json_build_object('outcome', outcome, 'note', note, 'by', by, 'at', at)
     FROM alert_outcomes WHERE alert_id = alerts.id ORDER BY seq DESC LIMIT 1)`;

const routedTo = sql<AlertRow['routed']>`
  (SELECT coalesce(json_agg(json_build_object('to', coalesce(person.name, channels.name, ''), 'reason', routed.reason)), '[]')
     FROM alert_recipients AS routed
     LEFT JOIN "user" AS person ON person.id = routed.person_id
     LEFT JOIN channels ON channels.id = routed.channel_id
    WHERE routed.alert_id = alerts.id)`;

/** Whether an alert went to a person. */
export const wentTo = (person: string) => sql<boolean>`
  EXISTS (SELECT FROM alert_recipients WHERE alert_id = alerts.id AND person_id = ${person})`;

/** All alerts with their windows, for further conditions. */
export function alertRows({ db }: Pick<Database, 'db'>) {
  return db
    .selectFrom('alerts')
    .innerJoin('windows', 'windows.id', 'alerts.window_id')
    .innerJoin('sites', 'sites.id', 'alerts.site_id')
    .select([
      'alerts.seq',
      'alerts.id',
      'alerts.window_id',
      'alerts.body',
      'alerts.site_id',
      'sites.name as site_name',
      'sites.demo',
      'windows.state',
      'windows.opened_at',
      alertEnd.as('expires_at'),
      'windows.acknowledged_by',
      'windows.acknowledged_at',
      'windows.snoozed_until',
      'windows.change',
      routedTo.as('routed'),
      lastOutcome.as('outcome'),
    ]);
}

/** State now: a window closes by a person or when its time is over, and a snooze ends by itself. */
export function stateAt(
  row: Pick<AlertRow, 'state' | 'expires_at' | 'snoozed_until'>,
  now: number,
): AlertState {
  if (row.state === 'closed') return 'closed';
  const snoozed = row.state === 'snoozed' && (row.snoozed_until?.getTime() ?? 0) > now;
  if (snoozed) return 'snoozed';
  if (row.expires_at.getTime() <= now) return 'closed';
  return row.state === 'acknowledged' ? 'acknowledged' : 'open';
}

/**
 * Builds what leaves. Every key is held against the allow-list; an alert that carries anything else is
 * withheld, not trimmed, because nobody knows what else is wrong with it.
 *
 * @throws ProblemError 500 `policy_breach`
 */
function toAlert(row: AlertRow, now: number): Alert {
  const state = stateAt(row, now);
  return {
    ...bodyOf(row),
    id: row.id,
    siteId: String(row.site_id),
    siteName: row.site_name,
    demo: row.demo,
    state,
    openedAt: row.opened_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    snoozedUntil: state === 'snoozed' ? (row.snoozed_until?.toISOString() ?? null) : null,
    routed: row.routed,
    outcome: outcomeOf(row),
  };
}

function outcomeOf({ outcome: said }: AlertRow): Outcome | null {
  if (said === null || said.outcome === 'taken_back') return null;
  return { ...said, outcome: said.outcome, at: new Date(said.at).toISOString() };
}

/**
 * Alerts as they leave. One that may not is withheld, an officer hears of it, and the others are told.
 */
export async function toAlerts(database: Database, rows: readonly AlertRow[], now: number): Promise<Alert[]> {
  const alerts: Alert[] = [];
  for (const row of rows) {
    try {
      alerts.push(toAlert(row, now));
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === BREACH)) throw error;
      await recordBreach(database, row.id);
    }
  }
  return alerts;
}

/** The same for one. @throws ProblemError 500 `policy_breach` */
export async function oneAlert(database: Database, row: AlertRow, now: number): Promise<Alert> {
  const [alert] = await toAlerts(database, [row], now);
  if (!alert) throw new ProblemError(500, BREACH, new PolicyBreachError().message);
  return alert;
}

const BREACH = 'policy_breach';

const recordBreach = (database: Database, alert: string): Promise<void> =>
  recordIncident(database, {
    kind: BREACH,
    subject: `alert ${alert}`,
    detail: 'An alert held more than alerts may hold. It was withheld wherever alerts are told.',
  });

function bodyOf({ body }: AlertRow) {
  try {
    return checkedBody(body);
  } catch (error) {
    if (error instanceof PolicyBreachError) throw new ProblemError(500, error.code, error.message);
    throw error;
  }
}

/** @throws ProblemError 404 */
export async function findAlert(database: Pick<Database, 'db'>, id: string): Promise<AlertRow> {
  const row = await alertRows(database).where('alerts.id', '=', id).executeTakeFirst();
  if (!row) throw new ProblemError(404, 'alert_not_found', 'There is no such alert.');
  return row;
}
