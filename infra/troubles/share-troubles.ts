import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { TROUBLE_KINDS, TROUBLE_REASONS, type Trouble } from './trouble.ts';
import type { Troubles } from './troubles.ts';

/** Often enough that nobody takes a process with trouble for one without, milliseconds. */
const TELL_EVERY_MS = 5000;

/**
 * Tells the other processes what this one has trouble with, and hears of theirs. Nothing is stored: a notification needs no
 * row, and a process that dies says nothing any more.
 *
 * @returns a function that stops it
 */
export async function shareTroubles(
  database: Database,
  troubles: Troubles,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const process = randomUUID();
  const unlisten = await database.listen('troubles', (payload) => {
    const said = read(payload);
    if (said && said.process !== process) troubles.heard(said.process, said.troubles);
  });
  let told = 0;
  const tell = async (): Promise<void> => {
    const own = troubles.own();
    // That it is over is told once.
    if (own.length === 0 && told === 0) return;
    await sql`SELECT pg_notify('troubles', ${JSON.stringify({ process, troubles: own })})`.execute(
      database.db,
    );
    told = own.length;
  };
  let telling = Promise.resolve();
  const timer = setInterval(() => {
    telling = telling.then(tell).catch(onError);
  }, TELL_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await unlisten();
    await telling;
  };
}

/** Null where nothing was said. Kinds that only another version knows are left out. */
function read(payload: string): { process: string; troubles: Trouble[] } | null {
  try {
    const { process, troubles } = JSON.parse(payload) as { process: string; troubles: Trouble[] };
    const known = troubles.filter(
      ({ kind, reason, since }) =>
        TROUBLE_KINDS.includes(kind) && TROUBLE_REASONS.includes(reason) && Number.isFinite(since),
    );
    return { process: String(process), troubles: known };
  } catch {
    return null;
  }
}
