const MINUTE = 60_000;
const MINUTES_OF_DAY = 24 * 60;
/** Clocks are changed on these only, so a walk that stops at each of them sees every change. */
const CLOCK_GRID = 15;

/** When somebody may be told. Times of day are minutes since midnight in the time zone. */
export interface WorkingTime {
  /** IANA name. */
  timeZone: string;
  /** From the first until the second, over midnight where the second is the smaller; null for none. */
  quiet: { from: number; to: number } | null;
  /** 1 (Monday) to 7; at least one. */
  workingDays: readonly number[];
}

interface LocalTime {
  /** 1 (Monday) to 7. */
  weekday: number;
  minute: number;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Formatters are dear to make and cheap to keep; there are some hundreds of zones at most. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether the machine knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Day of the week and time of day where somebody is. @throws RangeError for a time zone that nobody knows */
export function localTime(timeZone: string, time: number): LocalTime {
  let [weekday, hour, minute] = [0, 0, 0];
  for (const { type, value } of formatOf(timeZone).formatToParts(time)) {
    if (type === 'weekday') weekday = DAYS.indexOf(value) + 1;
    else if (type === 'hour') hour = Number(value);
    else if (type === 'minute') minute = Number(value);
  }
  return { weekday, minute: hour * 60 + minute };
}

/** Why somebody is not told at a time; null when they may be. */
export function restOf(settings: WorkingTime, time: number): 'day_off' | 'quiet_hours' | null {
  const { weekday, minute } = localTime(settings.timeZone, time);
  if (!settings.workingDays.includes(weekday)) return 'day_off';
  return isQuiet(settings.quiet, minute) ? 'quiet_hours' : null;
}

function isQuiet(quiet: WorkingTime['quiet'], minute: number): boolean {
  if (quiet === null) return false;
  const { from, to } = quiet;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The first moment, at a time or after it, at which somebody may be told. */
export function nextAllowed(settings: WorkingTime, time: number): number {
  if (restOf(settings, time) === null) return time;
  const borders = settings.quiet === null ? [0] : [0, settings.quiet.to];
  return walk(settings.timeZone, time, borders, (at) => restOf(settings, at) === null);
}

/** The first time of day out of some that comes after a moment. One that the clocks jump over is left out that day. */
export function nextTimeOfDay(timeZone: string, time: number, times: readonly number[]): number {
  return walk(timeZone, time, times, (at) => times.includes(localTime(timeZone, at).minute));
}

/** Start of the day that a moment lies in, where somebody is. */
export function startOfLocalDay(timeZone: string, time: number): number {
  const start = Math.floor(time / MINUTE) * MINUTE - localTime(timeZone, time).minute * MINUTE;
  // The clocks may have been changed since midnight; then the guess is off by what they were changed by.
  const { minute } = localTime(timeZone, start);
  if (minute === 0) return start;
  return minute < MINUTES_OF_DAY / 2 ? start - minute * MINUTE : start + (MINUTES_OF_DAY - minute) * MINUTE;
}

/** Goes from border to border, and over every moment at which clocks may be changed, until one will do. */
function walk(
  timeZone: string,
  time: number,
  borders: readonly number[],
  willDo: (at: number) => boolean,
): number {
  let at = Math.floor(time / MINUTE) * MINUTE;
  for (;;) {
    const { minute } = localTime(timeZone, at);
    const toClock = CLOCK_GRID - ((at / MINUTE) % CLOCK_GRID);
    const toBorder = borders.map(
      (each) => (each - minute + MINUTES_OF_DAY) % MINUTES_OF_DAY || MINUTES_OF_DAY,
    );
    at += Math.min(toClock, ...toBorder) * MINUTE;
    if (willDo(at)) return at;
  }
}
