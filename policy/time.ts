/** The grids that times are rounded to. All times are milliseconds since the epoch, all days are UTC. */
export const QUARTER = 15 * 60_000;
export const HOUR = 4 * QUARTER;
export const DAY = 24 * HOUR;

export const quarterOf = (time: number): number => Math.floor(time / QUARTER) * QUARTER;
export const hourOf = (time: number): number => Math.floor(time / HOUR) * HOUR;
export const startOfDay = (time: number): number => Math.floor(time / DAY) * DAY;

let lastDay = { start: Number.NaN, name: '' };

/** UTC day as `YYYY-MM-DD`. Nearly always asked for the same day, so the last answer is kept. */
export function dayOf(time: number): string {
  const start = startOfDay(time);
  if (start !== lastDay.start) lastDay = { start, name: new Date(start).toISOString().slice(0, 10) };
  return lastDay.name;
}

/** The same day of a later month, or that month's last day where it has no such day. */
export function monthsAfter(time: number, months: number): number {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}
