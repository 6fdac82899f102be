import { once } from 'node:events';
import { eraseEndedNotes } from '../../alerts/erase-ended.ts';
import { sweepRemovedSites } from '../../api/sites/sites.ts';
import { eraseEndedContactRequests } from '../../ingest/contact/contact-request-store.ts';
import type { Pseudonyms } from '../../ingest/pseudonyms.ts';
import type { VisitorRegister } from '../../ingest/visitors/visitors.ts';
import { watchConfiguration } from '../database/watch-configuration.ts';
import type { Engines } from './engines.ts';
import type { Closing } from './stop.ts';

const EVERY_MS = 5 * 60_000;
/** By then, what was on its way when a site was removed has arrived in the warehouse. */
const AFTER_CHANGE_MS = 3000;

/**
 * What must happen in each process though nobody asks for it: salts of past days are destroyed, what visitors said goes
 * when its time is over, and the log is trimmed.
 */
export function startUpkeep(
  options: {
    log: Engines['log'];
    pseudonyms: Pseudonyms;
    visitors: VisitorRegister;
    now: () => number;
    onError: (error: unknown) => void;
  },
  closing: Closing,
): void {
  const { log, pseudonyms, visitors, now, onError } = options;
  const run = async (): Promise<void> => {
    const work = [() => pseudonyms.rotate(now()), () => visitors.expire(), () => log.trim(now())];
    for (const each of work) await each().catch(onError);
  };
  let running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, EVERY_MS);
  closing.add('upkeep', async () => {
    clearInterval(timer);
    await running;
  });
}

/**
 * What must happen once for all processes: what arrived late for a removed site is removed too, and requests to be
 * contacted and notes on the way of alerts go when their time is over. The first run is at the start, and one follows each change of sites.
 */
export function startMaintenance(
  options: {
    engines: Pick<Engines, 'database' | 'warehouse'>;
    now: () => number;
    onError: (error: unknown) => void;
  },
  closing: Closing,
): void {
  const { engines, now, onError } = options;
  const run = async (): Promise<void> => {
    await eraseEndedContactRequests(engines.database, now()).catch(onError);
    await eraseEndedNotes(engines.database, now()).catch(onError);
    await sweepRemovedSites(engines.database, engines.warehouse).catch(onError);
  };
  const work = async (signal: AbortSignal): Promise<void> => {
    let running = run();
    const next = (): void => {
      running = running.then(run);
    };
    const timer = setInterval(next, EVERY_MS);
    let soon: NodeJS.Timeout | undefined;
    const changed = async (): Promise<void> => {
      clearTimeout(soon);
      soon = setTimeout(next, AFTER_CHANGE_MS);
    };
    const unwatch = await watchConfiguration(engines.database, changed, onError);
    if (!signal.aborted) await once(signal, 'abort');
    await unwatch();
    clearInterval(timer);
    clearTimeout(soon);
    await running;
  };
  closing.add('maintenance', engines.database.lead('maintenance', work));
}
