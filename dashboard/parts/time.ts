const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// The interface is in English, so its dates are too, in the zone of whoever reads them.
const LOCALE = 'en-GB';

export interface Zone {
  /** IANA name; the browser's own when left out. */
  timeZone?: string;
}

const format = (time: string | number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALE, options).format(new Date(time));

/** "14:15" */
export const clock = (time: string | number, zone: Zone = {}): string =>
  format(time, { hour: '2-digit', minute: '2-digit', ...zone });

/** "3 Nov 2026" */
export const date = (time: string | number, zone: Zone = {}): string =>
  format(time, { day: 'numeric', month: 'short', year: 'numeric', ...zone });

/** "Tue 3 Nov" */
export const shortDay = (time: string | number, zone: Zone = {}): string =>
  format(time, { weekday: 'short', day: 'numeric', month: 'short', ...zone }).replace(',', '');

/** "3 Nov 2026, 14:15" */
export const dateAndClock = (time: string | number, zone: Zone = {}): string =>
  `${date(time, zone)}, ${clock(time, zone)}`;

/** Calendar day in the zone, "2026-11-03"; sorts as text. */
export const dayKey = (time: string | number, zone: Zone = {}): string =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone }).format(
    new Date(time),
  );

/** "14:15" for today, "today, 18:00" for what is still to come, or with the day: as much as tells the moment. */
export function moment(time: string | number, now: number, zone: Zone = {}): string {
  const at = new Date(time).getTime();
  const day = dayKey(at, zone);
  if (day === dayKey(now, zone)) return at > now ? `today, ${clock(at, zone)}` : clock(at, zone);
  if (day === dayKey(now - DAY, zone)) return `yesterday, ${clock(at, zone)}`;
  if (day === dayKey(now + DAY, zone)) return `tomorrow, ${clock(at, zone)}`;
  return `${shortDay(at, zone)}, ${clock(at, zone)}`;
}

/** "12 minutes ago"; to the minute, because times of visits are no finer. */
export function ago(time: string | number, now: number): string {
  const passed = now - new Date(time).getTime();
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return `${count(Math.floor(passed / MINUTE), 'minute')} ago`;
  if (passed < DAY) return `${count(Math.floor(passed / HOUR), 'hour')} ago`;
  return `${count(Math.floor(passed / DAY), 'day')} ago`;
}

/** "1 session", "2 sessions" */
export const count = (number: number, noun: string): string =>
  `${new Intl.NumberFormat(LOCALE).format(number)} ${noun}${number === 1 ? '' : 's'}`;
