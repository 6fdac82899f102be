/** The grids that times are rounded to. All times are milliseconds since the epoch, all days are UTC. */
export const QUARTER = 15 * 60_000;
export const HOUR = 4 * QUARTER;
export const DAY = 24 * HOUR;

export const quarterOf = (time: number): number => Math.floor(time / QUARTER) * QUARTER;
export const hourOf = (time: number): number => Math.floor(time / HOUR) * HOUR;
export const startOfDay = (time: number): number => Math.floor(time / DAY) * DAY;

/** UTC day as `YYYY-MM-DD`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
