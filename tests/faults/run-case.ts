import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { realNetworks } from '../support/site.ts';
import type { FaultCase } from './cases.ts';
import { startInstallation } from './installation.ts';
import { startLoad } from './load.ts';
import { numbers } from './numbers.ts';
import { flawless, judge, type Verdict } from './verdict.ts';

const ORGANIZATIONS = 12;

export interface Outcome {
  verdict: Verdict;
  expected: Verdict;
  /** Answers of ingest by status; 0 where there was none. */
  answers: Record<number, number>;
}

/** One fault on an installation of its own, in the middle of a stream of events. */
export async function runCase(
  fault: FaultCase,
  options: { events: number; seed: number; outage: number },
): Promise<Outcome> {
  const directory = await mkdtemp(join(tmpdir(), 'clearpane-faults-'));
  const installation = await startInstallation(directory);
  try {
    const networks = differentOrganizations((await realNetworks()).named).slice(0, ORGANIZATIONS);
    const load = startLoad({
      installation,
      networks,
      events: options.events,
      random: numbers(options.seed),
      repeated: 0.05,
    });
    while (load.progress() < 0.2) await delay(20);
    await fault.disturb(installation, options);
    await load.done;
    return {
      verdict: await judge(installation, load.acknowledged, ORGANIZATIONS),
      expected: flawless(load.acknowledged.size, ORGANIZATIONS),
      answers: Object.fromEntries(load.answers),
    };
  } finally {
    await installation.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function differentOrganizations<Network extends { name: string }>(networks: readonly Network[]): Network[] {
  return [...new Map(networks.map((each) => [each.name, each])).values()];
}
