import { WHOLE_SITE } from '../../policy/rollup.ts';
import { DAY } from '../../policy/time.ts';
import type { Span } from '../span.ts';

const SUMS = `sumIf(views, topic = ${WHOLE_SITE}) AS site_views, sumIf(sessions, topic = ${WHOLE_SITE}) AS site_sessions`;
const OF = `site = {site:UInt32} AND ({id:String} = '' OR organization = toUInt64OrZero({id:String}))`;

/**
 * What each organization did in a span: first and last quarter-hour, views and sessions of the whole site. Written so that the
 * warehouse answers from its sums: by day for whole days, by quarter-hour for what is left at both ends.
 */
export const SEEN = `
  SELECT organization, min(part.first_quarter) AS first, max(part.last_quarter) AS last,
         sum(part.site_views) AS views, sum(part.site_sessions) AS sessions
  FROM (
    SELECT organization, min(quarter) AS first_quarter, max(quarter) AS last_quarter, ${SUMS}
    FROM organization_quarters
    WHERE ${OF} AND toDate(quarter) >= toDate(toDateTime({days:UInt32}, 'UTC'))
      AND toDate(quarter) < toDate(toDateTime({rest:UInt32}, 'UTC'))
    GROUP BY organization
    UNION ALL
    SELECT organization, quarter AS first_quarter, quarter AS last_quarter, ${SUMS}
    FROM organization_quarters
    WHERE ${OF} AND (quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({days:UInt32})
      OR quarter >= fromUnixTimestamp({rest:UInt32}) AND quarter < fromUnixTimestamp({to:UInt32}))
    GROUP BY organization, quarter
  ) AS part
  GROUP BY organization
  HAVING views > 0`;

/** A span as {@link SEEN} asks for it: from `days` to `rest` whole days, which may be none. */
export function seenIn(span: Span): Span & { days: number; rest: number } {
  const day = DAY / 1000;
  const days = Math.ceil(span.from / day) * day;
  const rest = Math.floor(span.to / day) * day;
  return days < rest ? { ...span, days, rest } : { ...span, days: span.to, rest: span.to };
}
