import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../ingest/writer/rows.ts';
import type { BehaviourCount, LogEntry } from '../../policy/event.ts';
import { Rollup } from '../../policy/rollup.ts';
import { DAY, hourOf } from '../../policy/time.ts';
import type { Behaviour } from '../contract-behaviour.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

const now = Date.UTC(2026, 10, 25, 10, 20);
let api: TestApi;
let site: number;

const count = (change: Partial<BehaviourCount>): BehaviourCount => ({
  type: 'behaviour',
  site,
  id: '0123456789abcdef',
  name: 'engaged',
  level: 'COUNT',
  policyVersion: 1,
  reasons: [],
  hour: hourOf(now),
  page: '/pricing',
  detail: '',
  marks: [],
  properties: [],
  ...change,
});

const view = (change: Partial<Extract<LogEntry, { type: 'event' }>> = {}): LogEntry => ({
  type: 'event',
  site,
  id: '0123456789abcdef',
  name: 'page_view',
  level: 'COUNT',
  policyVersion: 1,
  reasons: ['I01'],
  time: hourOf(now),
  page: '/pricing',
  referrerHost: '',
  country: '',
  device: 'desktop',
  browser: 'Firefox 133',
  topic: 0,
  organization: null,
  visitor: '',
  visit: '',
  alert: false,
  ...change,
});

let batches = 0;
async function write(...entries: LogEntry[]): Promise<void> {
  batches += 1;
  for (const rows of rowsOf(entries, new Rollup()))
    await api.warehouse.insert(rows, `${rows.table} ${batches}`);
}

const get = async (query = '', cookie = api.owner): Promise<Behaviour> =>
  (await api.call('GET', `/v1/sites/${site}/behaviour${query}`, { cookie })).json();

beforeAll(async () => {
  api = await openTestApi({ now: () => now });
  site = await api.addSite(api.owner);
});
afterAll(() => api.close());

test('a site without any: empty, and nothing that it counts', async () => {
  expect(await get()).toEqual({
    from: '2026-11-18T11:00:00.000Z',
    to: '2026-11-25T11:00:00.000Z',
    counts: [],
    pages: [],
    outbound: [],
    downloads: [],
    forms: [],
    notFound: [],
    events: [],
  });
});

test('views of every level, with the marks that they reached, and everything else by what it was about', async () => {
  const organization = {
    id: '7',
    name: 'Acme Ltd',
    domain: '',
    country: 'GB',
    kind: 'business' as const,
    confidence: 'high' as const,
  };
  await write(view(), view(), view({ page: '/docs' }), view({ level: 'ORG', organization, visit: 'v' }));
  await write(
    count({ marks: [10, 30] }),
    count({ marks: [10] }),
    count({ name: 'scrolled', marks: [25], page: '/docs' }),
    count({ name: 'outbound', detail: 'partner.example' }),
    count({ name: 'download', detail: '/a.pdf' }),
    count({ name: 'download', detail: '/b.pdf' }),
    count({ name: 'download', detail: '/b.pdf' }),
    count({ name: 'form', detail: '' }),
    count({ name: 'not_found', page: '/gone' }),
    count({ name: 'event', detail: 'signup', properties: ['plan=pro', 'seats=2'] }),
    count({ name: 'event', detail: 'signup', properties: ['plan=pro'] }),
    // Longer ago, and of another site.
    count({ name: 'form', detail: 'old', hour: hourOf(now) - 10 * DAY }),
    count({ name: 'form', detail: 'other', site: site + 1 }),
  );
  const answer = await get();
  expect(answer).toMatchObject({
    pages: [
      {
        page: '/pricing',
        views: 3,
        engaged: [
          { mark: 10, times: 2 },
          { mark: 30, times: 1 },
        ],
        scrolled: [],
      },
      { page: '/docs', views: 1, engaged: [], scrolled: [{ mark: 25, times: 1 }] },
    ],
    outbound: [{ about: 'partner.example', times: 1 }],
    downloads: [
      { about: '/b.pdf', times: 2 },
      { about: '/a.pdf', times: 1 },
    ],
    forms: [{ about: '', times: 1 }],
    notFound: [{ about: '/gone', times: 1 }],
    events: [
      {
        about: 'signup',
        times: 2,
        properties: [
          { about: 'plan=pro', times: 2 },
          { about: 'seats=2', times: 1 },
        ],
      },
    ],
  });
  expect(JSON.stringify(answer)).not.toContain('Acme');
  expect((await get('?days=30')).forms.map(({ about }) => about).sort()).toEqual(['', 'old']);
});

test('nothing of it is in what alerts and organizations are made of', async () => {
  const tables = ['events', 'organization_quarters'];
  for (const table of tables) {
    const rows = await api.warehouse.query<{ names: string }>(
      `SELECT count() AS names FROM ${table} WHERE site = {site:UInt32}`,
      { site },
    );
    expect([table, Number(rows[0]?.names)]).toEqual([table, 1]);
  }
});

test('a number of days that can not be is an error, and so is a site that is not there', async () => {
  for (const [url, status] of [
    [`/v1/sites/${site}/behaviour?days=31`, 400],
    [`/v1/sites/${site}/behaviour?days=x`, 400],
    ['/v1/sites/99999/behaviour', 404],
  ] as const) {
    expect((await api.call('GET', url, { cookie: api.owner })).statusCode).toBe(status);
  }
});
