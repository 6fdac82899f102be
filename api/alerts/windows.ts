import { sql } from 'kysely';
import { checkedBody, PolicyBreachError } from '../../alerts/allow-list.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Alert, AlertState } from '../contract.ts';
import { ProblemError } from '../problem.ts';

/** An alert with its window and site, as the database has them. */
interface AlertRow {
  seq: number;
  id: string;
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
}

/** When an alert closes by itself: with the last of the windows that it tells of. */
export const alertEnd = sql<Date>`
  greatest(windows.expires_at, (SELECT max(joined.expires_at) FROM windows AS joined WHERE joined.alert_id = alerts.id))`;

/** All alerts with their windows, for further conditions. */
export function alertRows({ db }: Database) {
  return db
    .selectFrom('alerts')
    .innerJoin('windows', 'windows.id', 'alerts.window_id')
    .innerJoin('sites', 'sites.id', 'alerts.site_id')
    .select([
      'alerts.seq',
      'alerts.id',
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
export function toAlert(row: AlertRow, now: number): Alert {
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
  };
}

function bodyOf({ body }: AlertRow) {
  try {
    return checkedBody(body);
  } catch (error) {
    if (error instanceof PolicyBreachError) throw new ProblemError(500, error.code, error.message);
    throw error;
  }
}

/** @throws ProblemError 404 */
export async function findAlert(database: Database, id: string): Promise<AlertRow> {
  const row = await alertRows(database).where('alerts.id', '=', id).executeTakeFirst();
  if (!row) throw new ProblemError(404, 'alert_not_found', 'There is no such alert.');
  return row;
}

export type WindowChange =
  | { state: 'acknowledged'; by: string }
  | { state: 'snoozed'; until: Date }
  | { state: 'open' };

/** What a person did with a window. Only people change the state of one. */
export async function changeWindow(
  database: Database,
  id: string,
  change: WindowChange,
  now: number,
): Promise<Alert> {
  const row = await findAlert(database, id);
  if (stateAt(row, now) === 'closed') {
    throw new ProblemError(409, 'window_closed', 'This window has closed; there is nothing left to do.');
  }
  const at = new Date(now);
  await database.db
    .updateTable('windows')
    .set({
      state: change.state,
      acknowledged_by: change.state === 'acknowledged' ? change.by : null,
      acknowledged_at: change.state === 'acknowledged' ? at : null,
      snoozed_until: change.state === 'snoozed' ? change.until : null,
      updated_at: at,
    })
    .where('id', '=', (select) => select.selectFrom('alerts').select('window_id').where('id', '=', id))
    .execute();
  return toAlert(await findAlert(database, id), now);
}
