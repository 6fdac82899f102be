import type { Refusals } from '../../../../api/contract.ts';

export interface RefusalDay {
  /** UTC, YYYY-MM-DD. */
  day: string;
  count: number;
}

const DAY = 24 * 60 * 60_000;

/** Counts of all reasons, or of one, for each day of the range, also those without any. */
export function refusalDays({ from, to, days }: Refusals, reason: string | null): RefusalDay[] {
  const counts = new Map<string, number>();
  for (const each of days) {
    if (reason !== null && each.reason !== reason) continue;
    counts.set(each.day, (counts.get(each.day) ?? 0) + each.count);
  }
  return daysBetween(from, to).map((day) => ({ day, count: counts.get(day) ?? 0 }));
}

/** All UTC days of a range, both ends included. */
function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += DAY) days.push(utcDay(time));
  return days;
}

/** The range that ends today and has so many days. */
export const lastDays = (now: number, count: number): { from: string; to: string } => ({
  from: utcDay(now - (count - 1) * DAY),
  to: utcDay(now),
});

const utcDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
