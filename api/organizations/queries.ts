import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import { WHOLE_SITE } from '../../policy/rollup.ts';
import type { Span } from '../span.ts';
import { fewOf, KNOWN, knownBy, type OrganizationFilter, SEEN, seenIn, spansBack } from './seen.ts';

/** What these queries ask of the warehouse. */
type Reader = Pick<Warehouse, 'query'>;

/** An organization's visits in a span of time, from the roll-up. Times in seconds since the epoch. */
export interface OrganizationRow {
  id: string;
  name: string;
  domain: string;
  country: string;
  kind: string;
  first: number;
  last: number;
  sessions: string;
  views: string;
  topics: number[];
}

type Details = Pick<OrganizationRow, 'first' | 'sessions' | 'views' | 'topics'>;
type Listed = Omit<OrganizationRow, keyof Details>;

/** Where a page of the list ended. */
export interface After {
  last: number;
  id: string;
}

interface Page {
  after: After | null;
  limit: number;
  /** Seconds since the epoch. What is later costs time to be found. */
  now: number;
}

const FILTERED = `
  SELECT organization, name, domain, country, kind, last, seen.views AS views
  FROM (${SEEN}) AS seen
  INNER JOIN (${KNOWN}) AS known ON known.id = seen.organization`;

/** @param few null for all */
const parametersOf = (span: Span, filter: OrganizationFilter, few: string[] | null) => ({
  ...seenIn(span),
  ...knownBy(filter),
  few: (few ?? []).map(BigInt),
});

/** Organizations, the ones seen last first. Never ordered by how much they did. */
export async function organizationsSeen(
  warehouse: Reader,
  span: Span,
  filter: OrganizationFilter,
  page: Page,
): Promise<OrganizationRow[]> {
  const few = await fewOf(warehouse, filter);
  if (few?.length === 0) return [];
  const found: OrganizationRow[] = [];
  let { after } = page;
  for (;;) {
    const limit = page.limit - found.length;
    const rows = await listed(warehouse, span, { filter, few }, { ...page, after, limit });
    const details = await detailsOf(warehouse, span, rows);
    for (const row of rows) {
      const detail = details.get(row.id);
      if (detail) found.push({ ...row, ...detail });
    }
    const end = rows.at(-1);
    // Some may have nothing left after a correction; others then take their place.
    if (!end || rows.length < limit || found.length === page.limit) return found;
    after = { last: end.last, id: end.id };
  }
}

async function listed(
  warehouse: Reader,
  span: Span,
  { filter, few }: { filter: OrganizationFilter; few: string[] | null },
  { after, limit, now }: Page,
): Promise<Listed[]> {
  let rows: Listed[] = [];
  for (const recent of few ? [span] : spansBack(span, filter, after?.last ?? now)) {
    rows = await warehouse.query<Listed>(
      `SELECT toString(organization) AS id, name, domain, country, kind, toUnixTimestamp(last) AS last
       FROM (${FILTERED}) AS listed
       WHERE {afterLast:UInt32} = 0
         OR (listed.last, organization) < (fromUnixTimestamp({afterLast:UInt32}), toUInt64OrZero({afterId:String}))
       ORDER BY listed.last DESC, organization DESC
       LIMIT {limit:UInt32}`,
      {
        ...parametersOf(recent, filter, few),
        afterLast: after?.last ?? 0,
        afterId: after?.id ?? '',
        limit,
      },
    );
    if (rows.length === limit) break;
  }
  return rows;
}

/** What is only read for those that are shown. */
async function detailsOf(
  warehouse: Reader,
  span: Span,
  of: readonly Listed[],
): Promise<ReadonlyMap<string, Details>> {
  if (of.length === 0) return new Map();
  const rows = await warehouse.query<Details & { id: string }>(
    `SELECT toString(organization) AS id, toUnixTimestamp(min(quarter)) AS first,
            sumIf(stored.sessions, topic = ${WHOLE_SITE}) AS sessions, sumIf(stored.views, topic = ${WHOLE_SITE}) AS views,
            arraySort(groupUniqArrayIf(topic, topic != ${WHOLE_SITE})) AS topics
     FROM organization_quarters AS stored
     WHERE site = {site:UInt32} AND organization IN {organizations:Array(UInt64)}
       AND quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({to:UInt32})
     GROUP BY organization
     HAVING views > 0`,
    { ...span, organizations: of.map(({ id }) => BigInt(id)) },
  );
  return new Map(rows.map(({ id, ...details }) => [id, details]));
}

export async function countOrganizations(
  warehouse: Reader,
  span: Span,
  filter: OrganizationFilter,
): Promise<number> {
  const few = await fewOf(warehouse, filter);
  if (few?.length === 0) return 0;
  const [row] = await warehouse.query<{ count: string }>(
    `SELECT count() AS count FROM (${FILTERED}) WHERE views > 0`,
    parametersOf(span, filter, few),
  );
  return Number(row?.count ?? 0);
}

/** Views and sessions of one organization by topic and quarter-hour. */
export function organizationCells(
  warehouse: Reader,
  span: Span,
  organization: string,
): Promise<{ quarter: number; topic: number; views: string; sessions: string }[]> {
  return warehouse.query(
    `SELECT toUnixTimestamp(quarter) AS quarter, topic, sum(views) AS views, sum(sessions) AS sessions
     FROM organization_quarters
     WHERE site = {site:UInt32} AND organization = {organization:UInt64}
       AND quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({to:UInt32})
     GROUP BY quarter, topic
     HAVING views > 0
     ORDER BY quarter, topic
     LIMIT 20000`,
    { ...span, organization },
  );
}

/** Views that name an organization since a quarter-hour, and views that are only counted since an hour. */
export async function viewsSince(
  warehouse: Reader,
  of: { site: number; quarter: number; hour: number },
): Promise<{ organization: number; counted: number }> {
  const [row] = await warehouse.query<{ organization: string; counted: string }>(
    `SELECT
       (SELECT sumIf(views, topic = ${WHOLE_SITE}) FROM organization_quarters
         WHERE site = {site:UInt32} AND organization != 0
           AND quarter >= fromUnixTimestamp({quarter:UInt32})
       ) AS organization,
       (SELECT sum(views) FROM counts
         WHERE site = {site:UInt32} AND hour >= fromUnixTimestamp({hour:UInt32})) AS counted`,
    of,
  );
  return { organization: Number(row?.organization ?? 0), counted: Number(row?.counted ?? 0) };
}
