import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoPolicy } from '../policy/demo-policy.ts';
import { policyWith } from '../policy/gate.fixture.ts';
import { closedPolicy, type SitePolicy } from '../policy/site-policy.ts';
import { DAY, HOUR, hourOf } from '../policy/time.ts';
import { MemoryLog, named } from './memory.fixture.ts';
import { RefusalTally } from './refusals.ts';
import { ingestServer } from './server.ts';
import { publishedSite } from './site.fixture.ts';

const now = 20_000 * DAY + 10 * HOUR + 7 * 60_000;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

const siteWith = (id: number, key: string, policy: SitePolicy) =>
  publishedSite(now, {
    id,
    key,
    policy,
  });
const SITES = [
  siteWith(1, 'cp_open', demoPolicy()),
  siteWith(2, 'cp_closed', closedPolicy()),
  // Everything there is, without an answer.
  siteWith(
    3,
    'cp_notice',
    policyWith(
      { measure: 'NOTICE', identify_org: 'NOTICE', alert_sales: 'NOTICE', recognise_visitor: 'NOTICE' },
      { establishments: ['US-TX'] },
    ),
  ),
];

let log: MemoryLog;
let app: FastifyInstance;

beforeEach(() => {
  log = new MemoryLog();
  app = ingestServer({
    parts: {
      log,
      sites: { byKey: (key) => SITES.find((site) => site.key === key) },
      organizations: {
        resolve: () => ({ ...named, country: 'US' }),
        status: () => ({ file: '', loaded: true, builtAt: null }),
      },
      pseudonyms: { visit: () => 'pseudonym', rotate: async () => undefined },
      visitors: { proofOf: () => null, isSuppressed: () => false },
      refusals: new RefusalTally(log, () => now),
      rate: { rate: 1000, burst: 1000 },
      now: () => now,
    },
    script: { path: '/x/clearpane.js', integrity: '', versions: new Map(), current: Buffer.from('') },
    trustedProxies: [],
  });
});

afterEach(() => app.close());

const see = (file: string, headers: Record<string, string> = {}) =>
  app.inject({
    url: `/v1/pixel/${file}`,
    headers: {
      'user-agent': FIREFOX,
      referer: 'https://www.shop.example/pricing?name=anna#top',
      ...headers,
    },
  });

test('a view is counted, by the page without its query, and nothing else is known of it', async () => {
  for (const key of ['cp_open', 'cp_notice']) expect((await see(`${key}.gif`)).statusCode).toBe(200);
  expect(log.events).toHaveLength(2);
  for (const event of log.events) {
    expect(event).toMatchObject({
      name: 'page_view',
      level: 'COUNT',
      page: '/pricing',
      referrerHost: '',
      organization: null,
      visitor: '',
      visit: '',
      alert: false,
      time: hourOf(now),
    });
    expect(JSON.stringify(event)).not.toMatch(/anna|Example plc|pseudonym/);
  }
});

test('the picture is the same for everybody, is never kept by a cache, and sets no cookie', async () => {
  const answers = [
    await see('cp_open.gif'),
    await see('cp_closed.gif'),
    await see('cp_unknown.gif'),
    await see(`${'x'.repeat(80)}.gif`),
    await see('cp_open.gif', { referer: 'https://elsewhere.example/' }),
    await see('cp_open.gif', { referer: 'nonsense' }),
    await see('cp_open.gif', { referer: '' }),
    await see('cp_open.gif', { 'sec-gpc': '1' }),
    await see('cp_open.gif', { cookie: 'clearpane_objection=1' }),
    await see('cp_open.gif', { 'user-agent': 'curl/8.0' }),
  ];
  const told = answers.map(({ statusCode, headers: { date: _, ...headers }, rawPayload }) =>
    JSON.stringify([statusCode, headers, rawPayload.toString('base64')]),
  );
  expect(told).toEqual(told.map(() => told[0]));
  expect(answers[0]?.headers).toMatchObject({ 'content-type': 'image/gif', 'cache-control': 'no-store' });
  expect(answers[0]?.headers).not.toHaveProperty('set-cookie');
  expect(answers[0]?.rawPayload.subarray(0, 6).toString()).toBe('GIF89a');
  // The first, and the one with a signal, which may still be counted.
  expect(log.events).toHaveLength(2);
});

test('what can not be stored is not answered as if it were', async () => {
  log.failing = true;
  expect((await see('cp_open.gif')).statusCode).toBe(503);
});
