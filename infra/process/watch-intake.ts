import { setTimeout as delay } from 'node:timers/promises';
import { LogUnavailableError } from '../log/log.ts';
import { isNoRoom } from '../troubles/no-room.ts';
import type { Troubles } from '../troubles/troubles.ts';
import type { Engines } from './engines.ts';
import type { Closing } from './stop.ts';

const LOOK_EVERY_MS = 2500;

/**
 * Knows whether events are turned away: from those that are, and by looking at the log though nobody sends any, so that
 * the end is seen too.
 *
 * @returns to be told of each request that was turned away
 */
export function watchIntake(
  { log, troubles }: { log: Engines['log']; troubles: Troubles },
  closing: Closing,
): (error: Error) => void {
  let turnedAway = false;
  const tell = (error: unknown): void => {
    turnedAway = true;
    const failing = error instanceof LogUnavailableError ? 'failing' : 'busy';
    troubles.met('intake', isNoRoom(error) ? 'full' : failing);
  };
  const stop = new AbortController();
  const { signal } = stop;
  const looking = (async () => {
    while (!signal.aborted) {
      turnedAway = false;
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      await log.check().catch(tell);
      if (!turnedAway) troubles.over('intake');
    }
  })();
  closing.add('watch on ingest', async () => {
    stop.abort();
    await looking;
  });
  return tell;
}
