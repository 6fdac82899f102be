import { sql } from 'kysely';
import { checkedBody } from '../../alerts/allow-list.ts';
import type { Database } from '../../infra/database/database.ts';
import { loadRules } from '../../infra/database/rules.ts';
import { type Rule, ruleSentence } from '../../policy/rules/rule.ts';
import type { Window, WindowState } from '../contract-windows.ts';
import { ProblemError } from '../problem.ts';

export interface WindowQuery {
  states: readonly WindowState[];
  site?: number | undefined;
  organization?: string | undefined;
  rule?: string | undefined;
  id?: string | undefined;
  /** Where the page before ended: so many were given of those that began at this time (milliseconds). */
  after?: { since: number; given: number } | undefined;
  limit: number;
}

interface WindowRow {
  id: string;
  site_id: number;
  site_name: string;
  demo: boolean;
  organization_id: string;
  organization_name: string | null;
  rule_id: string;
  rule_version: number;
  /** As an alert would say it; null while it warms. */
  body: unknown;
  state: WindowState;
  since: Date;
  until: Date;
  alert_id: string | null;
  quiet_until: Date | null;
}

/**
 * Windows, the newest first. One that joined the alert of another rule is in the state that a person gave that alert.
 * What warms has no row of a window yet: it is named by what it is about.
 */
function windowRows({ states, site, organization, rule, id, after, limit }: WindowQuery, at: Date) {
  return sql<WindowRow>`
    SELECT found.*, sites.name AS site_name, sites.demo FROM (
      SELECT windows.id, windows.site_id, windows.organization_id, NULL AS organization_name,
             windows.rule_id, windows.rule_version, coalesce(windows.body, alerts.body) AS body,
             CASE
               WHEN coalesce(main.state, windows.state) = 'closed' THEN 'closed'
               WHEN main.state = 'snoozed' AND main.snoozed_until > ${at} THEN 'snoozed'
               WHEN windows.expires_at <= ${at} THEN 'closed'
               WHEN main.state = 'acknowledged' THEN 'acknowledged'
               ELSE 'open'
             END AS state,
             windows.opened_at AS since,
             coalesce(main.closed_at, windows.closed_at, windows.expires_at) AS until,
             windows.alert_id, windows.quiet_until
        FROM windows
        LEFT JOIN alerts ON alerts.id = windows.alert_id
        LEFT JOIN windows AS main ON main.id = alerts.window_id
      UNION ALL
      SELECT 'w-' || md5(site_id || ' ' || rule_id || ' ' || organization_id), site_id, organization_id,
             organization_name, rule_id, rule_version, NULL, 'warming', since, until, NULL, NULL
        FROM warming WHERE until > ${at}
    ) AS found
    JOIN sites ON sites.id = found.site_id
    WHERE found.state = ANY(${[...states]})
      AND (${site ?? null}::integer IS NULL OR found.site_id = ${site ?? null})
      AND (${organization ?? null}::text IS NULL OR found.organization_id = ${organization ?? null})
      AND (${rule ?? null}::text IS NULL OR found.rule_id = ${rule ?? null})
      AND (${id ?? null}::text IS NULL OR found.id = ${id ?? null})
      AND (${after ? new Date(after.since) : null}::timestamptz IS NULL
           OR found.since <= ${after ? new Date(after.since) : null})
    ORDER BY found.since DESC, found.id
    LIMIT ${limit + (after?.given ?? 0)}`;
}

/** @returns windows, and where the page ends if there are more */
export async function findWindows(
  database: Database,
  query: WindowQuery,
  now: number,
): Promise<{ items: Window[]; end: { since: number; given: number } | null }> {
  const { rows } = await windowRows({ ...query, limit: query.limit + 1 }, new Date(now)).execute(database.db);
  const given = query.after?.given ?? 0;
  const page = rows.slice(given, given + query.limit);
  const rules = page.some(({ state }) => state === 'warming') ? await loadRules(database) : [];
  const last = page.at(-1)?.since.getTime();
  const end =
    rows.length > given + query.limit && last !== undefined
      ? { since: last, given: rows.slice(0, given + query.limit).filter(startedAt(last)).length }
      : null;
  return { items: page.flatMap((row) => toWindow(row, rules) ?? []), end };
}

const startedAt =
  (time: number) =>
  ({ since }: WindowRow): boolean =>
    since.getTime() === time;

/** @throws ProblemError 404 */
export async function findWindow(
  database: Database,
  id: string,
  states: readonly WindowState[],
  now: number,
): Promise<Window> {
  const { items } = await findWindows(database, { id, states, limit: 1 }, now);
  const [window] = items;
  if (!window) throw new ProblemError(404, 'window_not_found', 'There is no such window.');
  return window;
}

/** Null for what can not be told: a rule that is gone, or something that windows may not hold. */
function toWindow(row: WindowRow, rules: readonly Rule[]): Window | null {
  const told = row.state === 'warming' ? warming(row, rules) : opened(row);
  return (
    told && {
      id: row.id,
      siteId: String(row.site_id),
      siteName: row.site_name,
      demo: row.demo,
      state: row.state,
      since: row.since.toISOString(),
      until: row.until.toISOString(),
      alert: row.alert_id,
      heldBackUntil: row.quiet_until?.toISOString() ?? null,
      ...told,
    }
  );
}

type Told = Pick<Window, 'org' | 'rule' | 'evidence'>;

function opened({ body }: WindowRow): Told | null {
  if (body === null) return null;
  try {
    const { org, rule, evidence } = checkedBody(body);
    return { org: { id: org.id, name: org.name }, rule, evidence };
  } catch {
    // The alert of the window is withheld as well, and that is what an officer hears of.
    return null;
  }
}

function warming(row: WindowRow, rules: readonly Rule[]): Told | null {
  const rule = rules.find(({ id, version }) => id === row.rule_id && version === row.rule_version);
  if (!rule) return null;
  const { id, version, title } = rule;
  return {
    org: { id: row.organization_id, name: row.organization_name ?? '' },
    rule: { id, version, title, sentence: ruleSentence(rule) },
    evidence: [],
  };
}
