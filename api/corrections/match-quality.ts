import { sql } from 'kysely';
import { MATCH_OUTCOMES } from '../../policy/match-outcome.ts';
import { DAY } from '../../policy/time.ts';
import type { MatchQuality } from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';

interface Range {
  site: number;
  /** UTC days, `YYYY-MM-DD`; both are in the range. */
  from: string;
  to: string;
}

/** How good matches are, as far as counts can tell. */
export async function matchQuality(
  parts: Pick<ApiParts, 'database' | 'warehouse'>,
  range: Range,
): Promise<MatchQuality> {
  const days = await outcomesByDay(parts, range);
  const counts = new Map<string, number>();
  for (const { outcome, count } of days) counts.set(outcome, (counts.get(outcome) ?? 0) + count);
  return {
    from: range.from,
    to: range.to,
    outcomes: Object.entries(MATCH_OUTCOMES).map(([outcome, title]) => ({
      outcome,
      title,
      count: counts.get(outcome) ?? 0,
    })),
    days,
    corrections: await correctionsMade(parts, range),
    evidence: await evidenceOf(parts, range),
  };
}

/** Visits of excluded networks are refused, so that their count is among the refusals. */
async function outcomesByDay({ warehouse }: Pick<ApiParts, 'warehouse'>, range: Range) {
  const rows = await warehouse.query<{ day: string; outcome: string; count: string }>(
    `SELECT toString(day) AS day, outcome, sum(count) AS count FROM (
       SELECT day, outcome, count FROM match_outcomes
         WHERE site = {site:UInt32} AND day BETWEEN {from:Date} AND {to:Date}
       UNION ALL
       SELECT day, 'excluded' AS outcome, count FROM refusals
         WHERE site = {site:UInt32} AND day BETWEEN {from:Date} AND {to:Date} AND reason = 'X03')
     GROUP BY day, outcome
     ORDER BY day, outcome`,
    { ...range },
  );
  return rows.map(({ day, outcome, count }) => ({ day, outcome, count: Number(count) }));
}

async function correctionsMade(
  { database: { db } }: Pick<ApiParts, 'database'>,
  { from, to }: Range,
): Promise<MatchQuality['corrections']> {
  const rows = await db
    .selectFrom('match_decisions as made')
    .leftJoin('match_decisions as later', 'later.undoes', 'made.seq')
    .select(['made.kind', 'later.seq as undone'])
    .where('made.kind', 'in', ['not_them', 'is', 'isp'])
    .where('made.decided_at', '>=', new Date(Date.parse(from)))
    .where('made.decided_at', '<', new Date(Date.parse(to) + DAY))
    .execute();
  const of = (kind: string): number => rows.filter((row) => row.kind === kind && row.undone === null).length;
  return {
    notThem: of('not_them'),
    is: of('is'),
    isp: of('isp'),
    undone: rows.filter((row) => row.undone !== null).length,
  };
}

async function evidenceOf(
  { database: { db } }: Pick<ApiParts, 'database'>,
  { site, from, to }: Range,
): Promise<MatchQuality['evidence']> {
  const rows = await db
    .selectFrom('match_evidence')
    .select(['agreed', sql<number>`sum(count)`.as('count')])
    .where('site_id', '=', site)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('agreed')
    .execute();
  const of = (agreed: boolean): number => Number(rows.find((row) => row.agreed === agreed)?.count ?? 0);
  return { agreed: of(true), disagreed: of(false) };
}
