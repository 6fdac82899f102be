import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DEMO_RULES } from './content.ts';
import { type DemoNetwork, namesOrganization } from './network.ts';
import { fulfil, type PlannedVisit, pick, wander } from './plan.ts';

export type { DemoNetwork } from './network.ts';

export interface VisitOptions {
  /** Where tracker events go. */
  endpoint: string;
  siteKey: string;
  /** Origin of the demo's pages. */
  pageOrigin: string;
  networks: readonly DemoNetwork[];
  random: () => number;
  /** Milliseconds since the epoch. */
  now: () => number;
  signal: AbortSignal;
  /** Called once for each run of failures. */
  onError?: (error: Error) => void;
}

/** Visits that open a window come often at first, so that there is something to see, and then at leisure. */
const LIVELY_MS = 10 * 60_000;
const STORY_EVERY_MS = { lively: 8000, calm: 40_000 };
const VISIT_EVERY_MS = { least: 700, most: 2200 };
const PAGE_EVERY_MS = { least: 800, most: 3500 };
/** How many of the wandering visitors come through an internet provider or host. */
const SHARE_UNNAMED = 0.6;

/**
 * Sends visits of real networks through the public door, as a proxy on this machine would: nothing of the
 * way is left out. Ends when the signal aborts.
 */
export async function startVisits(options: VisitOptions): Promise<void> {
  const named = options.networks.filter(namesOrganization);
  const unnamed = options.networks.filter((network) => !namesOrganization(network));
  if (named.length === 0) return;
  const send = sender(options);
  const running = new Set<Promise<void>>();
  const visit = (planned: PlannedVisit, hurry = 1): void => {
    const going = walk(planned, hurry);
    running.add(going);
    void going.finally(() => running.delete(going));
  };

  await Promise.all([stories(), crowd()]);
  await Promise.all(running);

  /** One organization after the other fulfils a rule; the first one at once. */
  async function stories(): Promise<void> {
    const began = options.now();
    let last: DemoNetwork | undefined;
    for (let count = 0; !options.signal.aborted; count += 1) {
      const network = pick(
        named.filter((each) => each !== last || named.length === 1),
        options.random,
      );
      last = network;
      const rule = DEMO_RULES[count === 0 ? 0 : Math.floor(options.random() * DEMO_RULES.length)];
      if (rule)
        for (const planned of fulfil(rule, network, options.random)) visit(planned, count === 0 ? 0.2 : 1);
      const lively = options.now() - began < LIVELY_MS;
      await pause(lively ? STORY_EVERY_MS.lively : STORY_EVERY_MS.calm);
    }
  }

  /** Everybody else. */
  async function crowd(): Promise<void> {
    while (!options.signal.aborted) {
      const through = options.random() < SHARE_UNNAMED && unnamed.length > 0 ? unnamed : named;
      visit(wander(pick(through, options.random), options.random));
      await pause(between(VISIT_EVERY_MS));
    }
  }

  async function walk(planned: PlannedVisit, hurry: number): Promise<void> {
    for (const page of planned.pages) {
      if (options.signal.aborted) return;
      await send(planned, page);
      await pause(between(PAGE_EVERY_MS) * hurry);
    }
  }

  function between({ least, most }: { least: number; most: number }): number {
    return least + options.random() * (most - least);
  }

  async function pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

/** What a visitor does on a page, now and then: stays, reads on, asks for a quote. */
function useOf(page: string, random: () => number): object[] {
  const stayed = pick([0, 10, 30, 60, 180], random);
  const read = pick([25, 50, 100], random);
  return [
    ...(stayed > 0 ? [{ name: 'engaged', reached: stayed, before: 0 }] : []),
    { name: 'scrolled', reached: read, before: 0 },
    ...(page.includes('pricing') && random() < 0.2
      ? [
          { name: 'form', detail: 'quote' },
          {
            name: 'event',
            detail: 'quote_asked',
            properties: { product: pick(['freezer', 'alarm'], random) },
          },
        ]
      : []),
    ...(page.includes('docs') && random() < 0.2
      ? [{ name: 'download', detail: '/demo/files/manual.pdf' }]
      : []),
    ...(random() < 0.05 ? [{ name: 'outbound', detail: 'status.partner.example' }] : []),
  ];
}

/** Posts one page view in the tracker's format, and what was done on it; a failure is told once and the view is lost, as on any site. */
function sender(options: VisitOptions): (visit: PlannedVisit, page: string) => Promise<void> {
  let failing = false;
  return async (visit, page) => {
    const now = options.now();
    const events = [{ name: 'page_view' }, ...useOf(page, options.random)].map((each) => ({
      ...each,
      id: randomUUID(),
      url: options.pageOrigin + page,
      referrer: '',
      time: now,
      gpc: visit.gpc,
      dnt: false,
    }));
    try {
      const answer = await fetch(options.endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'text/plain',
          'user-agent': visit.agent,
          'x-forwarded-for': visit.address,
          origin: options.pageOrigin,
        },
        body: JSON.stringify({ site: options.siteKey, sentAt: now, events }),
        signal: options.signal,
      });
      if (answer.status !== 204) throw new Error(`Ingest answered ${answer.status}.`);
      failing = false;
    } catch (error) {
      if (!failing && !options.signal.aborted) options.onError?.(error as Error);
      failing = true;
    }
  };
}
