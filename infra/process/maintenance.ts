import { sweepRemovedSites } from '../../api/sites/sites.ts';
import type { Pseudonyms } from '../../ingest/pseudonyms.ts';
import type { VisitorRegister } from '../../ingest/visitors/visitors.ts';
import type { Engines } from './engines.ts';
import type { Closing } from './stop.ts';

const EVERY_MS = 5 * 60_000;

/**
 * What must happen though nobody asks for it: salts of past days are destroyed, what visitors said goes when
 * its time is over, the log is trimmed, and what arrived late for a removed site is removed too. The first run is at the start.
 */
export function startMaintenance(
  options: {
    engines: Engines;
    pseudonyms: Pseudonyms;
    visitors: VisitorRegister;
    now: () => number;
    onError: (error: unknown) => void;
  },
  closing: Closing,
): void {
  const { engines, pseudonyms, visitors, now, onError } = options;
  const run = async (): Promise<void> => {
    const work = [
      () => pseudonyms.rotate(now()),
      () => visitors.expire(),
      () => engines.log.trim(now()),
      () => sweepRemovedSites(engines.database, engines.warehouse),
    ];
    for (const each of work) await each().catch(onError);
  };
  let running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, EVERY_MS);
  closing.add('maintenance', async () => {
    clearInterval(timer);
    await running;
  });
}
