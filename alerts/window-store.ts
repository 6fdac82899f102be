import { type Kysely, sql } from 'kysely';
import type { Database } from '../infra/database/database.ts';
import type { Schema } from '../infra/database/schema.ts';
import { alertBody } from './alert.ts';
import { type Change, type Fulfilled, fulfilledIn, inTurn } from './evaluator.ts';
import type { WindowStore } from './run.ts';
import { tell } from './tell.ts';

type Handle = Kysely<Schema>;

/** Windows and alerts in the database. A batch of changes is a few statements, however many it holds. */
export function databaseWindowStore({ db }: Database, now: () => number): WindowStore {
  return {
    known: async (since) => {
      const rows = await db
        .selectFrom('windows')
        .select(['id', 'site_id', 'rule_id', 'organization_id', 'opened_at', 'expires_at', 'quiet_until'])
        .where('expires_at', '>', new Date(since))
        .execute();
      return rows.map((row) => ({
        id: row.id,
        site: row.site_id,
        rule: row.rule_id,
        organization: row.organization_id,
        openedAt: row.opened_at.getTime(),
        until: row.expires_at.getTime(),
        quietUntil: row.quiet_until?.getTime() ?? null,
      }));
    },

    // Each step is whole by itself and changes nothing when it comes again; a batch counts as done after all of them. So an
    // alert is there as soon as its own step is, and what only warms never holds it up.
    apply: async (changes) => {
      await extend(db, changes);
      const held = await openAndTell(db, changes, now());
      await warm(db, changes);
      return held;
    },
  };
}

async function openAndTell(
  db: Handle,
  changes: readonly Change[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  if (fulfilledIn(changes).length === 0) return new Map();
  return db.transaction().execute(async (transaction) => {
    const opened = await open(transaction, changes, now);
    // A window that was there already was decided about when it came.
    const again = fulfilledIn(changes.filter(({ kind }) => kind !== 'open'));
    return tell(transaction, again.concat(opened).sort(inTurn));
  });
}

/** Keeps windows open for longer; never shorter. An alert that tells of one by another rule has changed with it. */
async function extend(db: Handle, changes: readonly Change[]): Promise<void> {
  const ends = new Map<string, number>();
  for (const change of changes) {
    if (change.kind === 'extend') ends.set(change.window.id, change.window.until);
  }
  if (ends.size === 0) return;
  const rows = JSON.stringify([...ends].map(([id, until]) => ({ id, until: new Date(until) })));
  await sql`
    WITH extended AS (
      UPDATE windows SET expires_at = later.until
        FROM jsonb_to_recordset(${rows}::jsonb) AS later (id text, until timestamptz)
        WHERE windows.id = later.id AND windows.expires_at < later.until
        RETURNING windows.id, windows.alert_id
    )
    UPDATE windows SET state = windows.state
      FROM extended, alerts
      WHERE alerts.id = extended.alert_id AND windows.id = alerts.window_id AND windows.id <> extended.id
        AND windows.id NOT IN (SELECT id FROM extended)`.execute(db);
}

async function warm(db: Handle, changes: readonly Change[]): Promise<void> {
  const rows = new Map<string, object>();
  for (const change of changes) {
    // What opened afterwards warms no more.
    if (change.kind === 'open') rows.delete(`${change.window.rule} ${change.window.organization}`);
    if (change.kind !== 'warm') continue;
    const { rule, organization, since, until } = change;
    rows.set(`${rule.id} ${organization.id}`, {
      site_id: rule.site,
      rule_id: rule.id,
      organization_id: organization.id,
      organization_name: organization.name,
      rule_version: rule.version,
      since: new Date(since),
      until: new Date(until),
    });
  }
  if (rows.size === 0) return;
  await sql`
    INSERT INTO warming (site_id, rule_id, organization_id, organization_name, rule_version, since, until)
    SELECT site_id, rule_id, organization_id, organization_name, rule_version, since, until
      FROM jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) AS warm (
        site_id integer, rule_id text, organization_id text, organization_name text, rule_version integer,
        since timestamptz, until timestamptz)
    ON CONFLICT (site_id, rule_id, organization_id) DO UPDATE SET
      organization_name = excluded.organization_name,
      rule_version = excluded.rule_version,
      since = CASE WHEN warming.until <= excluded.since THEN excluded.since ELSE warming.since END,
      until = greatest(warming.until, excluded.until)`.execute(db);
}

/** @returns windows that were not there before */
async function open(db: Handle, changes: readonly Change[], now: number): Promise<Fulfilled[]> {
  const opened = fulfilledIn(changes.filter(({ kind }) => kind === 'open'));
  if (opened.length === 0) return [];
  const rows = opened.map(({ window, match }) => ({
    id: window.id,
    site_id: window.site,
    organization_id: window.organization,
    rule_id: window.rule,
    rule_version: match.rule.version,
    opened_at: new Date(window.openedAt),
    expires_at: new Date(window.until),
    updated_at: new Date(now),
    body: alertBody(match),
  }));
  const inserted = await sql<{ id: string }>`
    INSERT INTO windows (id, site_id, organization_id, rule_id, rule_version, state, opened_at, expires_at, updated_at, body)
    SELECT id, site_id, organization_id, rule_id, rule_version, 'open', opened_at, expires_at, updated_at, body
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS opened (
        id text, site_id integer, organization_id text, rule_id text, rule_version integer,
        opened_at timestamptz, expires_at timestamptz, updated_at timestamptz, body jsonb)
    ON CONFLICT (id) DO NOTHING
    RETURNING id`.execute(db);
  await sql`
    DELETE FROM warming USING jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS opened (
        site_id integer, organization_id text, rule_id text)
      WHERE warming.site_id = opened.site_id AND warming.rule_id = opened.rule_id
        AND warming.organization_id = opened.organization_id`.execute(db);
  const fresh = new Set(inserted.rows.map(({ id }) => id));
  return opened.filter(({ window }) => fresh.has(window.id));
}
