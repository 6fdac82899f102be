import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Lead } from './database.ts';

/** How soon another process takes over, and how soon a lost connection is noticed. */
const ASK_AGAIN_MS = 1000;

/** Where one process owns the database, it leads. */
export function leadAlone(work: (signal: AbortSignal) => Promise<void>): () => Promise<void> {
  const stop = new AbortController();
  const running = work(stop.signal);
  running.catch(() => undefined);
  return async () => {
    stop.abort();
    await running;
  };
}

/**
 * Leads as long as a session of its own holds an advisory lock, which the server takes back when the session dies.
 *
 * @param connect a connection that nobody else uses
 */
export function leadByLock(
  connect: () => Promise<pg.Client>,
  name: Lead,
  work: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const stop = new AbortController();
  const running = (async () => {
    while (!stop.signal.aborted) {
      await term(connect, name, work, stop.signal).catch(onError);
      await delay(ASK_AGAIN_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stop.abort();
    await running;
  };
}

/** From a connection to its end: waits for the lock, works, and watches that the session is alive. */
async function term(
  connect: () => Promise<pg.Client>,
  name: Lead,
  work: (signal: AbortSignal) => Promise<void>,
  stop: AbortSignal,
): Promise<void> {
  const client = await connect();
  const lost = new AbortController();
  client.once('error', () => lost.abort());
  client.once('end', () => lost.abort());
  const signal = AbortSignal.any([stop, lost.signal]);
  const pause = (): Promise<void> => delay(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  try {
    while (!signal.aborted && !(await hasLock(client, name))) await pause();
    if (signal.aborted) return;
    const watching = (async () => {
      while (!signal.aborted) {
        await client.query('SELECT 1').catch(() => lost.abort());
        await pause();
      }
    })();
    await work(signal).finally(() => lost.abort());
    await watching;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function hasLock(client: pg.Client, name: Lead): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(
    'SELECT pg_try_advisory_lock(hashtext($1), hashtext($2)) AS got',
    ['clearpane', name],
  );
  return rows[0]?.got === true;
}
