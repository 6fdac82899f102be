import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { realNetworks } from '../support/site.ts';
import type { Fault } from './fault.ts';
import type { Installation } from './installation.ts';
import { startLoad } from './load.ts';
import { numbers } from './numbers.ts';
import { flawless, judge, type Verdict } from './verdict.ts';

const ORGANIZATIONS = 12;

export interface Outcome {
  verdict: Verdict;
  /** Answers of ingest by status; 0 where there was none. */
  answers: Record<number, number>;
  /** What is not as it must be; empty where all is. */
  broken: string[];
}

/** One fault on an installation of its own, in the middle of a stream of events. */
export async function runCase<On extends Installation>(
  fault: Fault<On>,
  start: () => Promise<On>,
  options: { events: number; seed: number; outage: number },
): Promise<Outcome> {
  const installation = await start();
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
    await fault.disturb(installation, { outage: options.outage, progress: load.progress });
    await load.end();
    const verdict = await judge(installation, load.acknowledged, ORGANIZATIONS);
    const answers = Object.fromEntries(load.answers);
    return { verdict, answers, broken: brokenIn(fault, verdict, answers) };
  } finally {
    await installation.close();
  }
}

function brokenIn(
  { smooth, refuses }: Fault<never>,
  verdict: Verdict,
  answers: Record<number, number>,
): string[] {
  const broken: string[] = [];
  if (!isDeepStrictEqual(verdict, flawless(verdict.acknowledged, ORGANIZATIONS)))
    broken.push('not each event and each alert once');
  // Not even 408: these senders are not slow, so it would say that ingest did not read.
  if (smooth && Object.keys(answers).some((status) => status !== '204'))
    broken.push('not every request was answered well');
  if (refuses && !answers[503]) broken.push('nothing was turned away');
  return broken;
}

function differentOrganizations<Network extends { name: string }>(networks: readonly Network[]): Network[] {
  return [...new Map(networks.map((each) => [each.name, each])).values()];
}
