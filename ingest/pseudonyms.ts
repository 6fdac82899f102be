import { createHmac } from 'node:crypto';
import { DAY, dayOf, startOfDay } from '../policy/time.ts';
import { saltFiles } from './salts/files.ts';
import type { SaltStore } from './salts/store.ts';

/**
 * Tells visits of one UTC day apart, without knowing anybody: HMAC-SHA-256 over site, address and user agent
 * with a salt that is random, changes every day and is destroyed at most 24 hours after its day. Pseudonymous
 * until then (GDPR Article 4(5)), not linkable afterwards.
 */
export interface Pseudonyms {
  visit(of: { site: number; address: string; agent: string; time: number }): string;
  /** Destroys salts whose time is over and makes the next day's. */
  rotate(now: number): Promise<void>;
}

/** With salts in a directory, for the processes of one machine. */
export const openPseudonyms = (options: { directory: string; now: number }): Promise<Pseudonyms> =>
  pseudonymsFrom(saltFiles(options.directory), options.now);

export async function pseudonymsFrom(store: SaltStore, began: number): Promise<Pseudonyms> {
  let salts: ReadonlyMap<string, Buffer> = new Map();
  const rotate = async (now: number): Promise<void> => {
    // Yesterday's is still needed: events may arrive a day late. Tomorrow's is there before tomorrow.
    const days = [now - DAY, now, now + DAY].map((time) => dayOf(startOfDay(time)));
    // Gone from here first, whatever becomes of the store.
    salts = new Map([...salts].filter(([day]) => days.includes(day)));
    salts = await store.keep(days);
  };
  await rotate(began);
  return {
    rotate,
    visit: ({ site, address, agent, time }) => {
      const salt = salts.get(dayOf(time));
      // No salt, no pseudonym: the visit is then not counted as a session, and nothing weaker takes its place.
      if (!salt) return '';
      return createHmac('sha256', salt)
        .update(`${site}\n${address}\n${agent}`)
        .digest('base64url')
        .slice(0, 16);
    },
  };
}
