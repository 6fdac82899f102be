import { DAY, HOUR } from '../../policy/time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Waits between tries, as the Standard Webhooks specification 1.0 suggests: ten tries over 75 hours and 35 minutes.
 */
export const WAITS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** A target that has failed for so long is no longer asked. */
export const FAILING_TOO_LONG_MS = 5 * DAY;

/** A wait becomes longer by up to this part, so that what failed together does not come back together. */
const JITTER = 0.2;

/** Nobody is waited for longer at a time, whatever they ask for. */
const LONGEST_ASKED_MS = DAY;

/**
 * When to try again.
 *
 * @param attempts tries so far, 1 or more
 * @param asked milliseconds that the target asked for, or null
 * @param random from 0 up to 1
 * @returns milliseconds since the epoch; null when it was tried often enough
 */
export function nextAttempt(
  attempts: number,
  now: number,
  asked: number | null,
  random: number,
): number | null {
  const wait = WAITS_MS[attempts - 1];
  if (wait === undefined) return null;
  return now + Math.max(Math.round(wait * (1 + JITTER * random)), Math.min(asked ?? 0, LONGEST_ASKED_MS));
}

/**
 * Reads the header Retry-After (RFC 9110, section 10.2.3): seconds, or a date.
 *
 * @returns milliseconds to wait, or null when there is nothing that can be read
 */
export function askedWait(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
