import { sql, type Transaction } from 'kysely';
import type { Schema } from '../infra/database/schema.ts';
import { ruleSentence } from '../policy/rules/rule.ts';
import { DAY, QUARTER } from '../policy/time.ts';
import { alertBody } from './alert.ts';
import { checkedBody, MOST_ALSO, type NamedRule } from './allow-list.ts';
import type { Fulfilled, KnownWindow } from './evaluator.ts';
import { type Decision, decide, heldIn, type ToldWindow } from './telling.ts';

type Handle = Transaction<Schema>;

/** No cool-down is longer. */
const LONGEST_COOL_DOWN = 30 * DAY;

/**
 * Tells of windows by alerts, or notes why not. What was told stays told.
 *
 * @param fulfilled in the order in which people are to hear of it
 * @returns windows that are held back by a cool-down, with its end
 */
export async function tell(
  transaction: Handle,
  fulfilled: readonly Fulfilled[],
): Promise<ReadonlyMap<string, number>> {
  if (fulfilled.length === 0) return new Map();
  const told = await toldWindows(transaction, fulfilled);
  const decisions = decide(fulfilled, (window) => {
    const key = organizationKey(window);
    const windows = told.get(key) ?? [];
    told.set(key, windows);
    return windows;
  });
  await insertAlerts(transaction, decisions);
  await noteWindows(transaction, decisions);
  await joinAlerts(transaction, decisions);
  await noteHeldBack(transaction, decisions);
  return heldIn(decisions);
}

const organizationKey = ({ site, organization }: Pick<KnownWindow, 'site' | 'organization'>): string =>
  `${site} ${organization}`;

/** What alerts tell of the organizations, as far back as it can matter to what is fulfilled now. */
async function toldWindows(
  transaction: Handle,
  fulfilled: readonly Fulfilled[],
): Promise<Map<string, ToldWindow[]>> {
  const organizations = new Map(
    fulfilled.map(({ window }) => [
      organizationKey(window),
      { site_id: window.site, organization_id: window.organization },
    ]),
  );
  const since = new Date(Math.min(...fulfilled.map(({ match }) => match.to)) - QUARTER - LONGEST_COOL_DOWN);
  const { rows } = await sql<{
    id: string;
    site_id: number;
    organization_id: string;
    rule_id: string;
    opened_at: Date;
    expires_at: Date;
    alert_id: string;
    closed_at: Date | null;
    snoozed_until: Date | null;
  }>`
    SELECT windows.id, windows.site_id, windows.organization_id, windows.rule_id, windows.opened_at, windows.expires_at,
           windows.alert_id, main.closed_at, main.snoozed_until
      FROM jsonb_to_recordset(${JSON.stringify([...organizations.values()])}::jsonb) AS asked (
             site_id integer, organization_id text)
      JOIN windows ON windows.site_id = asked.site_id AND windows.organization_id = asked.organization_id
      JOIN alerts ON alerts.id = windows.alert_id
      JOIN windows AS main ON main.id = alerts.window_id
      WHERE windows.expires_at > ${since} OR main.snoozed_until > ${since}
      ORDER BY windows.opened_at, windows.id`.execute(transaction);
  const told = new Map<string, ToldWindow[]>();
  for (const row of rows) {
    const key = organizationKey({ site: row.site_id, organization: row.organization_id });
    const windows = told.get(key) ?? [];
    told.set(key, windows);
    windows.push({
      window: {
        id: row.id,
        rule: row.rule_id,
        openedAt: row.opened_at.getTime(),
        until: row.expires_at.getTime(),
      },
      alert: {
        id: row.alert_id,
        closedAt: row.closed_at?.getTime() ?? Number.POSITIVE_INFINITY,
        snoozedUntil: row.snoozed_until?.getTime() ?? Number.NEGATIVE_INFINITY,
      },
    });
  }
  return told;
}

async function insertAlerts(transaction: Handle, decisions: readonly Decision[]): Promise<void> {
  const rows = decisions
    .filter(({ telling }) => telling.kind === 'tell')
    .map(({ window, match }) => ({
      id: window.id,
      window_id: window.id,
      site_id: window.site,
      body: JSON.stringify(checkedBody(alertBody(match))),
    }));
  if (rows.length > 0) await transaction.insertInto('alerts').values(rows).execute();
}

/** Says on each window which alert tells of it, or until when nothing is told. */
async function noteWindows(transaction: Handle, decisions: readonly Decision[]): Promise<void> {
  // The last word on a window counts.
  const rows = new Map(
    decisions.map(({ window, telling }) => [
      window.id,
      {
        id: window.id,
        alert_id: telling.kind === 'hold' ? null : telling.kind === 'join' ? telling.alert.id : window.id,
        quiet_until: telling.kind === 'hold' ? new Date(telling.until) : null,
      },
    ]),
  );
  if (rows.size === 0) return;
  await sql`
    UPDATE windows SET alert_id = told.alert_id, quiet_until = told.quiet_until
      FROM jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) AS told (id text, alert_id text, quiet_until timestamptz)
      WHERE windows.id = told.id`.execute(transaction);
}

/** Names the rules that joined an alert in it. Its window has changed by that, so that readers of the stream hear of it. */
async function joinAlerts(transaction: Handle, decisions: readonly Decision[]): Promise<void> {
  const joining = new Map<string, NamedRule[]>();
  for (const { match, telling } of decisions) {
    if (telling.kind !== 'join') continue;
    const { id, version, title } = match.rule;
    const named = joining.get(telling.alert.id) ?? [];
    named.push({ id, version, title, sentence: ruleSentence(match.rule) });
    joining.set(telling.alert.id, named);
  }
  if (joining.size === 0) return;
  const alerts = await transaction
    .selectFrom('alerts')
    .select(['id', 'window_id', 'body'])
    .where('id', 'in', [...joining.keys()])
    .execute();
  for (const { id, body } of alerts) {
    const read = checkedBody(body);
    const also = [...(read.also ?? [])];
    for (const rule of joining.get(id) ?? []) {
      const isNamed = rule.id === read.rule.id || also.some((each) => each.id === rule.id);
      if (!isNamed && also.length < MOST_ALSO) also.push(rule);
    }
    await transaction
      .updateTable('alerts')
      .set({ body: JSON.stringify({ ...read, also }) })
      .where('id', '=', id)
      .execute();
  }
  await transaction
    .updateTable('windows')
    .set(({ ref }) => ({ state: ref('windows.state') }))
    .where(
      'id',
      'in',
      alerts.map(({ window_id }) => window_id),
    )
    .execute();
}

/** The ledger of what was held back. Its keys are made from windows, so that nothing stands there twice. */
async function noteHeldBack(transaction: Handle, decisions: readonly Decision[]): Promise<void> {
  const rows = decisions.flatMap(({ window, match, telling }) => {
    if (telling.kind === 'tell') return [];
    const reason = telling.kind === 'join' ? telling.reason : 'cool_down';
    return [
      {
        key: `window ${window.id} ${reason}`,
        site_id: window.site,
        organization_id: window.organization,
        organization_name: match.organization.name,
        rule_id: match.rule.id,
        rule_title: match.rule.title,
        alert_id: telling.kind === 'join' ? telling.alert.id : null,
        reason,
        detail: telling.kind === 'hold' ? new Date(telling.until).toISOString() : '',
        at: new Date(match.to - QUARTER),
      },
    ];
  });
  if (rows.length === 0) return;
  await transaction
    .insertInto('held_back')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
