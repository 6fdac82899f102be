import type { MatchQuality } from '../../../../api/contract-corrections.ts';

export interface Share {
  outcome: string;
  title: string;
  count: number;
  /** Of all, in whole per cent. */
  percent: number;
}

/** Outcomes that occurred, as shares of all, in their own order. */
export function sharesOf(outcomes: MatchQuality['outcomes']): Share[] {
  const all = outcomes.reduce((sum, { count }) => sum + count, 0);
  return outcomes
    .filter(({ count }) => count > 0)
    .map((each) => ({ ...each, percent: Math.round((100 * each.count) / all) }));
}

/** One row for each day that has counts, the newest first: counts by outcome, and their sum. */
export function rowsOf(
  days: MatchQuality['days'],
): { day: string; counts: ReadonlyMap<string, number>; all: number }[] {
  const rows = new Map<string, Map<string, number>>();
  for (const { day, outcome, count } of days) {
    const counts = rows.get(day) ?? new Map<string, number>();
    counts.set(outcome, (counts.get(outcome) ?? 0) + count);
    rows.set(day, counts);
  }
  return [...rows]
    .sort(([a], [b]) => b.localeCompare(a))
    .map(([day, counts]) => ({
      day,
      counts,
      all: [...counts.values()].reduce((sum, each) => sum + each, 0),
    }));
}
