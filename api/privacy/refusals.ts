import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import { describeReason } from '../../policy/reasons.ts';
import type { Refusals } from '../contract.ts';

/** Refused events, and events that were counted without naming an organization, by reason and UTC day. */
export async function refusalsOf(
  warehouse: Warehouse,
  of: { site: number; from: string; to: string },
): Promise<Refusals> {
  const rows = await warehouse.query<{ day: string; reason: string; count: string }>(
    `SELECT toString(day) AS day, reason, sum(count) AS count FROM (
       SELECT day, reason, count FROM refusals
         WHERE site = {site:UInt32} AND day BETWEEN {from:Date} AND {to:Date}
       UNION ALL
       SELECT toDate(hour) AS day, reason, sum(views) AS count FROM counts
         WHERE site = {site:UInt32} AND toDate(hour) BETWEEN {from:Date} AND {to:Date} AND reason != ''
         GROUP BY day, reason)
     GROUP BY day, reason
     ORDER BY day, reason`,
    of,
  );
  const days = rows.map((row) => ({ ...row, count: Number(row.count) }));
  const totals = new Map<string, number>();
  for (const { reason, count } of days) totals.set(reason, (totals.get(reason) ?? 0) + count);
  return {
    from: of.from,
    to: of.to,
    reasons: [...totals]
      .map(([reason, count]) => ({ reason, ...describeReason(reason), count }))
      .sort((a, b) => b.count - a.count),
    days,
  };
}
