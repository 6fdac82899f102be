import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, dayOf, startOfDay } from '../policy/time.ts';

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

const FILE = /^salt-(\d{4}-\d{2}-\d{2})$/;

/** Salts lie in files of their own, readable only by the owner, so that a restart does not end sessions. */
export async function openPseudonyms(options: { directory: string; now: number }): Promise<Pseudonyms> {
  const { directory } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const salts = new Map<string, Buffer>();

  const load = async (day: string): Promise<void> => {
    if (salts.has(day)) return;
    const path = join(directory, `salt-${day}`);
    try {
      // `wx`: of two processes that start together, one makes the salt and both use it.
      await writeFile(path, randomBytes(32), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    salts.set(day, await readFile(path));
  };

  const rotate = async (now: number): Promise<void> => {
    // Yesterday's is still needed: events may arrive a day late.
    const keep = [now - DAY, now, now + DAY].map((time) => dayOf(startOfDay(time)));
    for (const name of await readdir(directory)) {
      const day = FILE.exec(name)?.[1];
      if (day !== undefined && !keep.includes(day)) await rm(join(directory, name), { force: true });
    }
    for (const day of salts.keys()) if (!keep.includes(day)) salts.delete(day);
    for (const day of keep) await load(day);
  };

  await rotate(options.now);
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
