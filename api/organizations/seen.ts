import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import { WHOLE_SITE } from '../../policy/rollup.ts';
import { DAY, HOUR } from '../../policy/time.ts';
import type { Span } from '../span.ts';

export interface OrganizationFilter {
  /** Part of the name or domain. */
  text?: string | undefined;
  country?: string | undefined;
  kind?: string | undefined;
  id?: string | undefined;
}

const VIEWS = `sumIf(views, topic = ${WHOLE_SITE}) AS site_views`;

/** Organizations that are asked for by their ids; of more, all are read. */
const FEW = 300;

/** Those that a filter asks for. */
export const KNOWN = `
  SELECT id, name, domain, country, kind FROM organizations FINAL
  WHERE ({text:String} = '' OR positionCaseInsensitiveUTF8(concat(name, ' ', domain), {text:String}) > 0)
    AND ({country:String} = '' OR country = {country:String})
    AND ({kind:String} = '' OR kind = {kind:String})`;

const OF = `site = {site:UInt32} AND (empty({few:Array(UInt64)}) OR organization IN {few:Array(UInt64)})`;

/**
 * Organizations of a site that something is stored of in a span: the last quarter-hour of each, and its views, of which none
 * may be left after a correction. Written so that the warehouse answers from its sums: by day for whole days, by quarter-hour
 * for what is left at both ends.
 */
export const SEEN = `
  SELECT organization, max(part.last_quarter) AS last, sum(part.site_views) AS views
  FROM (
    SELECT organization, max(quarter) AS last_quarter, ${VIEWS}
    FROM organization_quarters
    WHERE ${OF} AND toDate(quarter) >= toDate(toDateTime({days:UInt32}, 'UTC'))
      AND toDate(quarter) < toDate(toDateTime({rest:UInt32}, 'UTC'))
    GROUP BY organization
    UNION ALL
    SELECT organization, quarter AS last_quarter, ${VIEWS}
    FROM organization_quarters
    WHERE ${OF} AND (quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({days:UInt32})
      OR quarter >= fromUnixTimestamp({rest:UInt32}) AND quarter < fromUnixTimestamp({to:UInt32}))
    GROUP BY organization, quarter
  ) AS part
  GROUP BY organization`;

/** Ids of those that a filter asks for, where they are few; null for many or all. */
export async function fewOf(
  warehouse: Pick<Warehouse, 'query'>,
  filter: OrganizationFilter,
): Promise<string[] | null> {
  // Ids have 64 bits.
  if (filter.id) return BigInt(filter.id) < 2n ** 64n ? [filter.id] : [];
  if (!isFiltered(filter)) return null;
  const rows = await warehouse.query<{ id: string }>(
    `SELECT toString(known.id) AS id FROM (${KNOWN}) AS known LIMIT ${FEW + 1}`,
    knownBy(filter),
  );
  return rows.length > FEW ? null : rows.map(({ id }) => id);
}

const isFiltered = ({ text, country, kind }: OrganizationFilter): boolean => Boolean(text || country || kind);

/** What {@link KNOWN} is asked with. */
export const knownBy = ({ text = '', country = '', kind = '' }: OrganizationFilter) => ({
  text,
  country,
  kind,
});

/** A span as {@link SEEN} asks for it: from `days` to `rest` whole days, which may be none. */
export function seenIn(span: Span): Span & { days: number; rest: number } {
  const day = DAY / 1000;
  const days = Math.ceil(span.from / day) * day;
  const rest = Math.floor(span.to / day) * day;
  // A single day is sooner read by quarter-hour, which lie in the order of time, than picked from every organization's days.
  return rest - days > day ? { ...span, days, rest } : { ...span, days: span.to, rest: span.to };
}

/** How far back organizations are looked for, before the whole span; hours. */
const FOR_ANY = [2, 8, 32, 128];
/** A filter leaves few of those who were there just now. */
const FOR_SOME = [8, 32, 128];

/**
 * Spans with the same end, each longer than the one before, the last of them whole. Whoever was there last is found in a short
 * one, and a long one need not be read for it.
 *
 * @param last where a list begins, seconds since the epoch
 */
export function spansBack(span: Span, filter: OrganizationFilter, last: number): Span[] {
  const hours = isFiltered(filter) ? FOR_SOME : FOR_ANY;
  const starts = hours.map((back) => Math.min(last, span.to) - back * (HOUR / 1000));
  return [...starts.filter((from) => from > span.from), span.from].map((from) => ({ ...span, from }));
}
