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
 * What must happen though nobody asks for it: salts of past days are destroyed, what visitors said goes when
 * its time is over, the log is trimmed, and what arrived late for a removed site is removed too. The first run is
 * at the start, and one follows each change of sites.
 */
export async function startMaintenance(
  options: {
    engines: Engines;
    pseudonyms: Pseudonyms;
    visitors: VisitorRegister;
    now: () => number;
    onError: (error: unknown) => void;
  },
  closing: Closing,
): Promise<void> {
  const { engines, pseudonyms, visitors, now, onError } = options;
  const run = async (): Promise<void> => {
    const work = [
      () => pseudonyms.rotate(now()),
      () => visitors.expire(),
      () => eraseEndedContactRequests(engines.database, now()),
      () => engines.log.trim(now()),
      () => sweepRemovedSites(engines.database, engines.warehouse),
    ];
    for (const each of work) await each().catch(onError);
  };
  let running = run();
  const next = (): void => {
    running = running.then(run);
  };
  const timer = setInterval(next, EVERY_MS);
  let soon: NodeJS.Timeout | undefined;
  const unwatch = await watchConfiguration(
    engines.database,
    async () => {
      clearTimeout(soon);
      soon = setTimeout(next, AFTER_CHANGE_MS);
    },
    onError,
  );
  closing.add('maintenance', async () => {
    await unwatch();
    clearInterval(timer);
    clearTimeout(soon);
    await running;
  });
}
