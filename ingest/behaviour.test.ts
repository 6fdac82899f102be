import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { demoPolicy } from '../policy/demo-policy.ts';
import type { BehaviourCount, LogEntry } from '../policy/event.ts';
import { byRegime } from '../policy/regimes.ts';
import { Rollup } from '../policy/rollup.ts';
import type { SitePolicy } from '../policy/site-policy.ts';
import { hourOf } from '../policy/time.ts';
import { MemoryLog, named } from './memory.fixture.ts';
import { RefusalTally } from './refusals.ts';
import { publishedSite } from './site.fixture.ts';
import { takeEvents } from './take-events.ts';
import { rowsOf } from './writer/rows.ts';

const now = Date.UTC(2026, 10, 25, 10, 20);
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

let log: MemoryLog;
let policy: SitePolicy;
beforeEach(() => {
  log = new MemoryLog();
  policy = demoPolicy();
});

/** Sends events of a page as the tracker does. */
async function send(...events: object[]): Promise<void> {
  const site = publishedSite(now, {
    id: 1,
    key: 'cp_open',
    policy,
    topics: [
      { id: 4, slug: 'all', label: 'Everything', paths: ['/**'], kind: 'pages', campaigns: [] },
      { id: 5, slug: 'pricing', label: 'Pricing', paths: [], kind: 'pages', campaigns: [] },
    ],
  });
  const take = takeEvents({
    log,
    sites: { byKey: () => site },
    organizations: { resolve: () => named, status: () => ({ file: '', loaded: true, builtAt: null }) },
    pseudonyms: { visit: () => 'p', rotate: async () => undefined },
    visitors: { proofOf: () => null, isSuppressed: () => false },
    refusals: new RefusalTally(log, () => now),
    rate: { rate: 1e6, burst: 1e6 },
    now: () => now,
  });
  const body = {
    site: 'cp_open',
    events: events.map((each) => ({ url: 'https://shop.example/docs', ...each })),
  };
  await take({ headers: { 'user-agent': FIREFOX }, body: JSON.stringify(body), address: '198.51.100.7' });
}

const counts = (): BehaviourCount[] => log.entries.filter((entry) => entry.type === 'behaviour');

test('a count: page, hour and what it was about, although the visit may be named', async () => {
  await send({ id: 'abcdefgh', name: 'outbound', detail: 'Partner.example' });
  expect(log.entries).toEqual([
    {
      type: 'behaviour',
      site: 1,
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      name: 'outbound',
      level: 'COUNT',
      policyVersion: 1,
      reasons: ['B01', 'T01'],
      hour: hourOf(now),
      page: '/docs',
      detail: 'partner.example',
      marks: [],
      properties: [],
    },
  ]);
});

test('what is sent twice counts once', async () => {
  const event = { id: 'abcdefgh', name: 'form', detail: 'newsletter' };
  await send(event);
  await send(event);
  expect(counts()).toHaveLength(1);
});

test('marks between what was told before and what is reached', async () => {
  await send({ name: 'engaged', reached: 75, before: 12 }, { name: 'scrolled', reached: 100, before: 0 });
  expect(counts().map(({ marks }) => marks)).toEqual([
    [30, 60],
    [25, 50, 75, 100],
  ]);
});

test("the site's own event, with the keys that it declares", async () => {
  await send({ name: 'event', detail: 'quote_asked', properties: { product: 'freezer', name: 'Ann' } });
  expect(counts()).toMatchObject([{ detail: 'quote_asked', properties: ['product=freezer'] }]);
});

describe('is not kept', () => {
  test.each([
    ['an event that is not declared', { name: 'event', detail: 'salary_told' }],
    ['a mark that is none', { name: 'engaged', reached: 9 }],
    ['a link without a host', { name: 'outbound', detail: '10.0.0.1' }],
    ["a link to another of the site's hosts", { name: 'outbound', detail: 'docs.shop.example' }],
    ['a file without a path', { name: 'download', detail: '' }],
  ])('%s', async (_, event) => {
    await send(event);
    expect(log.refusals).toEqual({ not_measured: 1 });
    expect(counts()).toEqual([]);
  });

  test('a behaviour that the policy does not count', async () => {
    policy = { ...policy, behaviour: { kinds: ['scrolled'], events: [] } };
    await send({ name: 'form', detail: 'x' }, { name: 'event', detail: 'quote_asked' });
    expect(log.refusals).toEqual({ not_measured: 2 });
  });

  test('anything, where organizations may be named and measuring is not permitted', async () => {
    policy = { ...policy, bases: { ...policy.bases, measure: byRegime(() => 'OFF') } };
    await send({ name: 'form', detail: 'x' }, { name: 'page_view' });
    expect(log.refusals).toEqual({ not_measured: 1 });
    expect(log.events).toMatchObject([{ level: 'ORG' }]);
  });

  test('anything of pages that are never looked at', async () => {
    policy = { ...policy, pages: { special: ['/health'], children: [] } };
    await send(
      { name: 'form', detail: 'x', url: 'https://shop.example/health' },
      { name: 'download', detail: '/health' },
    );
    expect(log.refusals).toEqual({ S01: 1, not_measured: 1 });
  });
});

test.each([
  ['a name from outside the list', { name: 'keypress' }, /events\[0\]\.name/],
  ['no number', { name: 'engaged', reached: 'long' }, /events\[0\]\.reached/],
  ['properties that are no object', { name: 'event', properties: ['a'] }, /events\[0\]\.properties/],
])('%s is an error', async (_, event, field) => {
  await expect(send(event)).rejects.toMatchObject({
    members: { errors: [{ field: expect.stringMatching(field) }] },
  });
});

test('a page may declare one of the topics of its site, and no other', async () => {
  await send(
    { name: 'page_view', topic: 'pricing' },
    { name: 'page_view', topic: 'made-up' },
    { name: 'page_view' },
  );
  expect(log.events.map(({ topic }) => topic)).toEqual([5, 4, 4]);
});

test('no count adds a view or a session, to a roll-up or to the tables of visits', async () => {
  const names = ['engaged', 'scrolled', 'outbound', 'download', 'form', 'not_found', 'event'];
  const event = fc.record({
    name: fc.constantFrom(...names),
    detail: fc.constantFrom('partner.example', '/a.pdf', 'signup', 'quote_asked', ''),
    reached: fc.integer({ min: 0, max: 700 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (events) => {
      log = new MemoryLog();
      await send(...events);
      const kept: LogEntry[] = log.entries.filter((entry) => entry.type !== 'refusals');
      const rows = rowsOf(kept, new Rollup());
      const filled = rows.filter((each) => each.rows.length > 0).map(({ table }) => table);
      expect(filled).toEqual(kept.length > 0 ? ['behaviour'] : []);
    }),
    { numRuns: 100 },
  );
});

test('rows: one for each mark, one for each property, equal ones together', async () => {
  await send(
    { name: 'engaged', reached: 30 },
    { name: 'engaged', reached: 10 },
    { name: 'event', detail: 'quote_asked', properties: { product: 'freezer' } },
    { name: 'event', detail: 'quote_asked' },
  );
  const rows = rowsOf(log.entries, new Rollup()).find(({ table }) => table === 'behaviour')?.rows ?? [];
  expect(rows.map((row) => [row[2], row[4], row[5], row[6], row[8]])).toEqual([
    ['engaged', '', '', 10, 2],
    ['engaged', '', '', 30, 1],
    ['event', 'quote_asked', '', 0, 2],
    ['event', 'quote_asked', 'product=freezer', 0, 1],
  ]);
});
