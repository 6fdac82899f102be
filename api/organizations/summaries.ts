import type { Database } from '../../infra/database/database.ts';
import type { OrganizationSummary } from '../contract.ts';
import type { OrganizationRow } from './queries.ts';

/** Labels of a site's topics by id. */
export async function topicLabels({ db }: Database, site: number): Promise<ReadonlyMap<number, string>> {
  const rows = await db.selectFrom('topics').select(['id', 'label']).where('site_id', '=', site).execute();
  return new Map(rows.map(({ id, label }) => [id, label]));
}

/** Adds topic labels and open windows to rows of the roll-up. */
export async function summaries(
  database: Database,
  of: { site: number; rows: readonly OrganizationRow[]; now: number },
): Promise<OrganizationSummary[]> {
  if (of.rows.length === 0) return [];
  const labels = await topicLabels(database, of.site);
  const windows = await database.db
    .selectFrom('windows')
    .innerJoin('alerts', 'alerts.window_id', 'windows.id')
    .select(['windows.organization_id', 'alerts.id'])
    .where('windows.site_id', '=', of.site)
    .where('windows.state', '=', 'open')
    .where('windows.expires_at', '>', new Date(of.now))
    .where(
      'windows.organization_id',
      'in',
      of.rows.map((row) => row.id),
    )
    .orderBy('windows.opened_at')
    .execute();
  const open = new Map(windows.map((window) => [window.organization_id, window.id]));
  return of.rows.map((row) => ({
    id: row.id,
    name: row.name,
    domain: row.domain,
    country: row.country,
    kind: row.kind,
    firstSeen: iso(row.first),
    lastSeen: iso(row.last),
    sessions: Number(row.sessions),
    views: Number(row.views),
    topics: row.topics.map((topic) => labels.get(topic)).filter((label) => label !== undefined),
    openWindow: open.get(row.id) ?? null,
  }));
}

/** Seconds since the epoch as ISO 8601. */
export const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();
