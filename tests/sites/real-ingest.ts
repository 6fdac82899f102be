import { join } from 'node:path';
import { openEmbeddedLog } from '../../infra/log/embedded.ts';
import type { EventLog } from '../../infra/log/log.ts';
import { eventId } from '../../ingest/event-id.ts';
import { unnamed } from '../../ingest/memory.fixture.ts';
import { RefusalTally } from '../../ingest/refusals.ts';
import { ingestServer } from '../../ingest/server.ts';
import { type IngestSite, openSite } from '../../ingest/site.ts';
import { loadTrackerScript } from '../../ingest/tracker-script.ts';
import { openDoor } from '../../ingest/visitors/door.ts';
import { visitorRoutes } from '../../ingest/visitors/routes.ts';
import { NOTHING_COUNTED } from '../../policy/behaviour.ts';
import { demoPolicy } from '../../policy/demo-policy.ts';
import type { LogEntry } from '../../policy/event.ts';
import { noticeFacts, noticeHash } from '../../policy/notice.ts';
import { PURPOSES } from '../../policy/purposes.ts';
import { REGIMES } from '../../policy/regimes.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import { DAY, HOUR } from '../../policy/time.ts';
import { listen } from '../support/consent-site.ts';
import { dataDirectory } from '../support/product.ts';

/** Keys of the two sites: one counts views, the other behaviour too. */
export const VIEWS = 'cp_views';
export const BEHAVIOUR = 'cp_behaviour';

/** Something that arrived: what a page sent, and what the log holds of it. */
export interface Arrived {
  /** As the page made it. */
  id: string;
  /** `page_view`, or what was counted. */
  name: string;
  page: string;
  /** Host of another site that led there. */
  referrer: string;
  /** Requests that carried it. */
  sent: number;
}

/** Ingest as it runs: its server, its steps and its log on disk. What it hears is remembered by event id. */
export interface RealIngest {
  /** Origin in a browser. */
  readonly origin: string;
  /** Path and integrity value of the script that pins its version. */
  readonly script: { path: string; integrity: string };
  /** What the disk does before it takes something; what it throws, the page is told as it would be. */
  disk: () => Promise<void>;
  /** Whether connections hold that carry events. */
  reachable: boolean;
  /** Requests that were heard, answered or not. */
  requests: number;
  /** What is in the log since the last {@link forget}, in its order. */
  arrived(): Promise<Arrived[]>;
  /** Answers that were not 204, since the last {@link forget}. */
  refused(): number[];
  /** Forgets what was heard: for the next test. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

const siteOf = (id: number, key: string, policy: SitePolicy, now: number): IngestSite =>
  openSite({
    id,
    key,
    domains: ['shop.localhost'],
    policy,
    assessments: [
      {
        version: 1,
        purposes: PURPOSES,
        regimes: REGIMES,
        state: 'APPROVED',
        approvedAt: now - DAY,
        reviewDue: now + DAY,
      },
    ],
    notice: { hash: noticeHash(noticeFacts(policy, [])) },
    topics: [],
    rules: [],
  });

export async function startRealIngest(): Promise<RealIngest> {
  const data = await dataDirectory();
  const now = Date.now;
  const disk = await openEmbeddedLog<LogEntry>({ path: join(data.path, 'log'), retention: HOUR, now });
  const script = await loadTrackerScript({ directory: 'dist/tracker', keep: join(data.path, 'tracker') });
  const policy = { ...demoPolicy(), contactRequests: false };
  const sites = new Map([
    [VIEWS, siteOf(1, VIEWS, { ...policy, behaviour: NOTHING_COUNTED }, now())],
    [BEHAVIOUR, siteOf(2, BEHAVIOUR, policy, now())],
  ]);
  const heard = new Map<string, { id: string; sent: number }>();
  let refused: number[] = [];
  let from = 0;

  const log: EventLog<LogEntry> = {
    append: async (records) => {
      await ingest.disk();
      return disk.append(records);
    },
    subscribe: (consumer, consume) => disk.subscribe(consumer, consume),
    check: () => disk.check(),
    trim: (time) => disk.trim(time),
    close: () => disk.close(),
  };
  const parts = {
    sites: { byKey: (key: string) => sites.get(key) },
    organizations: { resolve: () => unnamed, status: () => ({ file: '', loaded: true, builtAt: null }) },
    pseudonyms: { visit: () => 'p', rotate: async () => undefined },
    visitors: {
      proofOf: () => null,
      isSuppressed: () => false,
      give: () => Promise.reject(new Error('nobody is asked here')),
      withdraw: async () => undefined,
      object: async () => undefined,
      expire: async () => undefined,
      close: async () => undefined,
    },
    rate: { rate: 1000, burst: 10_000 },
    now,
  };
  const app = ingestServer({
    parts: { ...parts, log, refusals: new RefusalTally(log, now) },
    script,
    trustedProxies: [],
    doors: [visitorRoutes(openDoor({ ...parts, ingestUrl: 'http://in.shop.localhost' }))],
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url !== '/v1/events') return;
    ingest.requests += 1;
    if (ingest.reachable) return;
    reply.hijack();
    request.raw.socket.destroy();
  });
  app.addHook('preHandler', async ({ url, body }) => {
    if (url !== '/v1/events') return;
    const { site, events } = JSON.parse(String(body)) as { site: string; events: { id: string }[] };
    for (const { id } of events) {
      const key = eventId(sites.get(site)?.id ?? 0, id);
      heard.set(key, { id, sent: (heard.get(key)?.sent ?? 0) + 1 });
    }
  });
  app.addHook('onResponse', async ({ url }, { statusCode }) => {
    if (url === '/v1/events' && statusCode !== 204) refused.push(statusCode);
  });

  /** What is in the log from a position on, and the position after it. */
  const read = (position: number): Promise<{ entries: LogEntry[]; to: number }> =>
    new Promise((resolve) => {
      const subscription = disk.subscribe('test', async (partition) => {
        const to = partition.head();
        const entries: LogEntry[] = [];
        for await (const batch of partition.slice({ from: position, to }))
          entries.push(...batch.entries.map(({ value }) => value));
        resolve({ entries, to });
        void subscription.close();
      });
    });

  const ingest: RealIngest = {
    origin: `http://in.shop.localhost:${await listen(app)}`,
    script,
    disk: async () => undefined,
    reachable: true,
    requests: 0,
    arrived: async () => {
      const { entries } = await read(from);
      return entries.flatMap((entry) => {
        if (entry.type === 'refusals') return [];
        const { id, sent } = heard.get(entry.id) ?? { id: 'never sent', sent: 0 };
        const referrer = entry.type === 'event' ? entry.referrerHost : '';
        return [{ id, name: entry.name, page: entry.page, referrer, sent }];
      });
    },
    refused: () => refused,
    forget: async () => {
      ({ to: from } = await read(from));
      heard.clear();
      refused = [];
      ingest.requests = 0;
      ingest.reachable = true;
      ingest.disk = async () => undefined;
    },
    close: async () => {
      await app.close();
      await disk.close();
      await data.remove();
    },
  };
  return ingest;
}
