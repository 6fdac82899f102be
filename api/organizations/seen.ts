import { WHOLE_SITE } from '../../policy/rollup.ts';
import { DAY } from '../../policy/time.ts';
import type { Span } from '../span.ts';

const VIEWS = `sumIf(views, topic = ${WHOLE_SITE}) AS site_views`;
const OF = `site = {site:UInt32} AND ({id:String} = '' OR organization = toUInt64OrZero({id:String}))`;

/**
 * Organizations that looked at a site in a span, and the last quarter-hour of each. Written so that the warehouse answers from
 * its sums: by day for whole days, by quarter-hour for what is left at both ends.
 */
export const SEEN = `
  SELECT organization, max(part.last_quarter) AS last
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
  GROUP BY organization
  HAVING sum(part.site_views) > 0`;

/** A span as {@link SEEN} asks for it: from `days` to `rest` whole days, which may be none. */
export function seenIn(span: Span): Span & { days: number; rest: number } {
  const day = DAY / 1000;
  const days = Math.ceil(span.from / day) * day;
  const rest = Math.floor(span.to / day) * day;
  return days < rest ? { ...span, days, rest } : { ...span, days: span.to, rest: span.to };
}
