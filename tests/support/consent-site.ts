import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { openToPages } from '../../ingest/page-door.ts';
import { loadTrackerScript, type TrackerScript, trackerRoutes } from '../../ingest/tracker-script.ts';
import type { TrackerPolicy } from '../../policy/tracker-policy.ts';
import { emptyDirectory } from './product.ts';

/** What the tracker asked and said. */
export interface Heard {
  path: string;
  body: Record<string, unknown>;
  cookie: string;
}

/** A status; or null where the connection breaks instead, and 'unheard' where it does after the events were taken. */
type Answer = number | null | 'unheard';

/** A customer's site, and a server for its tracker that keeps to the protocol and remembers what it heard. */
export interface ConsentSite extends PageFrame {
  /** Address of the customer's site. */
  readonly pages: string;
  readonly ingest: string;
  readonly script: TrackerScript;
  /** What the server permits from now on. */
  policy: TrackerPolicy;
  heard: Heard[];
  /** What becomes of each request with events. */
  answer: () => Answer | Promise<Answer>;
  /** Events that were acknowledged, in the order they came: pages by id, each as often as it was taken. */
  taken: { id: string; page: string; name: string }[];
  close(): Promise<void>;
}

const KEY = 'cp_site';
/** The receipt that the server gives. */
export const RECEIPT = 'cGF5bG9hZA.c2VhbA';
const MONTH = 30 * 86_400_000;

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export async function startConsentSite(): Promise<ConsentSite> {
  const kept = await emptyDirectory();
  const script = await loadTrackerScript({ directory: 'dist/tracker', keep: kept.path });
  const door = Fastify({ forceCloseConnections: true });

  const site = {
    script,
    policy: { v: 1, n: 'a'.repeat(64), p: [0, 0, 0, 0], x: [], m: [6, 6], t: [1, 0] } as TrackerPolicy,
    head: '',
    foot: '',
    contentSecurityPolicy: '',
    heard: [] as Heard[],
    answer: (): ReturnType<ConsentSite['answer']> => 204,
    taken: [] as ConsentSite['taken'],
  };

  door.register(trackerRoutes(script, () => site.policy));
  door.register(async (app) => {
    await openToPages(app);
    app.addHook('preHandler', async (request) => {
      site.heard.push({
        path: request.url,
        body: JSON.parse(String(request.body || '{}')) as Heard['body'],
        cookie: request.headers.cookie ?? '',
      });
    });
    app.get('/v1/policy/:key', async (_request, reply) => {
      reply.header('cache-control', 'private, max-age=60');
      return site.policy;
    });
    app.post('/v1/events', async (request, reply) => {
      const { events } = JSON.parse(String(request.body)) as { events: Record<string, string>[] };
      const answer = await site.answer();
      if (answer === 'unheard' || (answer !== null && answer < 300))
        for (const { id = '', url = '', name = '' } of events)
          site.taken.push({ id, page: new URL(url).pathname, name });
      if (typeof answer === 'number') return reply.code(answer).send();
      reply.hijack();
      request.raw.socket.destroy();
    });
    app.post('/v1/consent', async (request, reply) => {
      const { granted, notice, gpc, dnt } = JSON.parse(String(request.body)) as Record<string, unknown>;
      if (notice !== site.policy.n)
        return reply.code(409).send({ code: 'notice_changed', notice: site.policy.n });
      const given = gpc || dnt ? list(granted).filter((each) => each === 'measure') : list(granted);
      const receipt = given.length > 0 ? RECEIPT : null;
      const now = Date.now();
      return {
        receipt,
        id: receipt,
        granted: given,
        expiresAt: now + 6 * MONTH,
        askAgainAt: now + 6 * MONTH,
      };
    });
    app.post('/v1/consent/withdraw', (_request, reply) => reply.code(204).send());
    app.post('/v1/objection', (_request, reply) =>
      reply.header('set-cookie', 'clearpane_objection=1; Path=/; SameSite=Lax').code(204).send(),
    );
  });

  const ingest = `http://in.shop.localhost:${await listen(door)}`;
  const shop = customerPages(site);
  const pages = `http://www.shop.localhost:${await listen(shop)}`;
  return Object.assign(site, {
    ingest,
    pages,
    close: async () => {
      await Promise.all([door.close(), shop.close()]);
      await kept.remove();
    },
  });
}

/** What stands in every page of a customer's site: tags in its head, and what comes after its text. */
export interface PageFrame {
  head: string;
  foot: string;
  contentSecurityPolicy: string;
}

/** A customer's site: any path is a page. Also serves the packages that its pages use. */
export function customerPages(frame: PageFrame): FastifyInstance {
  const shop = Fastify({ forceCloseConnections: true });
  const packages = dirname(createRequire(import.meta.url).resolve('vanilla-cookieconsent'));
  shop.get<{ Params: { '*': string } }>('/packages/*', async (request, reply) => {
    const file = request.params['*'];
    reply.type(file.endsWith('.css') ? 'text/css' : 'text/javascript');
    return readFile(join(packages, file));
  });
  shop.get('/*', async (request, reply) => {
    reply.type('text/html; charset=utf-8');
    if (request.url.startsWith('/missing')) reply.code(404);
    if (frame.contentSecurityPolicy) reply.header('content-security-policy', frame.contentSecurityPolicy);
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">${frame.head}</head>
<body><main><h1>Shop</h1><p>Freezers, and <a href="/next">more of them</a>.</p></main>${frame.foot}</body></html>`;
  });
  return shop;
}

/** Listens on a free port of this machine, and says which. */
export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as { port: number }).port;
}

/** The tag of the site. */
export const tag = (site: ConsentSite, attributes = ''): string =>
  `<script defer src="${site.ingest}/s/${KEY}.js" ${attributes}></script>`;

/** The tag that pins its version: the policy is fetched. */
export const pinnedTag = (site: ConsentSite, attributes = ''): string =>
  `<script defer src="${site.ingest}${site.script.path}" data-site="${KEY}" integrity="${site.script.integrity}" crossorigin="anonymous" ${attributes}></script>`;
