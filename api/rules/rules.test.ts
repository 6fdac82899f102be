import { afterAll, beforeAll, expect, test } from 'vitest';
import { QUARTER_COLUMNS } from '../../infra/warehouse/quarter-columns.ts';
import { DAY, quarterOf } from '../../policy/time.ts';
import type { ListedRule, Saved, Tried } from '../contract-rules.ts';
import { type Method, openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
const now = Date.parse('2026-11-20T12:00:00Z');
let sales: string;
let officer: string;
let site: number;
let pricing: number;

beforeAll(async () => {
  api = await openTestApi({ now: () => now });
  sales = await api.join('sales', 'sales');
  officer = await api.join('officer', 'privacy_officer');
  site = await api.addSite(officer);
  pricing = await addTopic('Pricing', ['/pricing']);
});

afterAll(() => api.close());

const of = (path: string, cookie = api.owner) => ({
  call: (method: Method, payload?: object) =>
    api.call(method, `/v1/sites/${site}${path}`, { cookie, ...(payload ? { payload } : {}) }),
});

async function addTopic(label: string, paths: string[], at = site): Promise<number> {
  const payload = { label, kind: 'pages', paths, campaigns: [] };
  const made = await api.call('POST', `/v1/sites/${at}/topics`, { payload, cookie: api.owner });
  expect(made.statusCode).toBe(201);
  return Number(made.json<Saved>().id);
}

const sessions = (atLeast: number, change: object = {}) => ({
  atLeast,
  count: 'sessions',
  topic: pricing,
  within: 7,
  ...change,
});
const draft = (condition: unknown, title = 'Prices') => ({
  title,
  condition,
  coolDownDays: 7,
  stayOpenDays: 1,
});
const make = async (rule: object): Promise<string> => {
  const made = await of('/rules').call('POST', rule);
  expect(made.body).toContain('"id"');
  return made.json<Saved>().id;
};
const listed = async (): Promise<ListedRule[]> => (await of('/rules', sales).call('GET')).json();

test('a rule is made, changed by a new version, switched, ordered and removed; nothing of it is lost', async () => {
  const first = await make(draft(sessions(2)));
  const second = await make(draft(sessions(4), 'More'));
  expect((await listed()).map(({ id, active }) => [id, active])).toEqual([
    [first, true],
    [second, true],
  ]);
  expect((await listed())[0]).toMatchObject({
    sentence: 'At least 2 sessions on Pricing within 7 days',
    author: 'Olga',
    windows: 0,
  });
  const change = { version: 1, rule: draft(sessions(3)) };
  expect((await of(`/rules/${first}`).call('PUT', change)).statusCode).toBe(200);
  expect((await of(`/rules/${first}`).call('PUT', change)).json().code).toBe('rule_moved');
  await of(`/rules/${first}/switch`).call('POST', { active: false });
  await of(`/rules/${first}/switch`).call('POST', { active: false });
  expect((await of('/rules/order').call('PUT', { rules: [second] })).json().code).toBe('order_moved');
  await of('/rules/order').call('PUT', { rules: [second, first] });
  expect((await listed()).map(({ id }) => id)).toEqual([second, first]);
  await of(`/rules/${second}`).call('DELETE');
  expect((await of(`/rules/${second}/switch`).call('POST', { active: true })).json().code).toBe(
    'rule_removed',
  );
  expect((await listed()).map(({ id, removed }) => [id, removed])).toEqual([
    [first, false],
    [second, true],
  ]);
  const { versions } = (await of(`/rules/${first}`, sales).call('GET')).json();
  expect(versions.map(({ version, active }: ListedRule) => [version, active])).toEqual([
    [3, false],
    [2, true],
    [1, true],
  ]);
  await of(`/rules/${first}`).call('DELETE');
});

test.each([
  ['NP-08', () => draft({ not: sessions(1) })],
  ['NP-02', () => draft({ ...sessions(1), weight: 3 })],
  ['NP-03', () => draft(sessions(1), 'Likely to buy')],
  ['NP-05', () => draft({ all: [sessions(2), { attribute: 'country', in: ['MT'] }] })],
  ['NP-07', () => ({ ...draft(sessions(1)), webhook: 'x' })],
  ['NP-11', () => draft(sessions(1, { within: 90 }))],
  ['NP-12', () => draft({ all: Array.from({ length: 10_000 }, () => ({ list: 'clients' })) })],
  ['NP-12', () => draft(null)],
  ['NP-12', () => []],
])('%s: a rule that can not be is refused with its reason, and the refusal is kept', async (code, rule) => {
  const answer = await of('/rules').call('POST', rule());
  expect([answer.statusCode, answer.json().code]).toEqual([422, code]);
  for (const key of ['field', 'sentence', 'why', 'legalRef', 'alternative']) {
    expect(typeof answer.json()[key]).toBe('string');
  }
  const checked = await of('/rules/check', sales).call('POST', rule());
  expect(checked.json().code).toBe(code);
  const [kept] = (await of('/rules/refused', officer).call('GET')).json();
  expect(kept).toMatchObject({ code, author: 'Olga' });
});

test('only what is saved is kept as refused', async () => {
  const refused = async () => (await of('/rules/refused').call('GET')).json().length;
  const before = await refused();
  await of('/rules/check').call('POST', draft({ not: sessions(1) }));
  expect(await refused()).toBe(before);
});

test('a topic of another site is none', async () => {
  const other = await api.addSite(officer);
  const foreign = await addTopic('Elsewhere', ['/a'], other);
  const answer = await of('/rules').call('POST', draft(sessions(1, { topic: foreign })));
  expect([answer.json().code, answer.json().field]).toEqual(['NP-12', 'condition.topic']);
  expect((await of(`/topics/${foreign}`).call('DELETE')).statusCode).toBe(404);
});

test('a body that is too large is not read', async () => {
  const rule = draft({ all: Array.from({ length: 10_000 }, () => sessions(1)) });
  expect((await of('/rules').call('POST', rule)).statusCode).toBe(413);
});

test('topics: limits, conflicts, order, and no removal while an active rule stands on one', async () => {
  const body = (paths: string[], label = 'All') => ({ label, kind: 'pages', paths, campaigns: [] });
  const everything = await of('/topics').call('POST', body(['/**']));
  expect(everything.json()).toMatchObject({ code: 'NP-12', field: 'paths.0' });
  expect(everything.json().alternative).toContain('anywhere on the site');
  expect((await of('/topics').call('POST', body(['/a'], 'Health'))).json().code).toBe('NP-04');
  expect((await of('/topics').call('POST', body(['/a'], 'pricing'))).json().code).toBe('topic_exists');
  expect((await of('/topics', sales).call('POST', body(['/a']))).statusCode).toBe(403);
  const docs = await addTopic('Docs', ['/docs/**']);
  const rule = await make(draft(sessions(2, { topic: docs })));
  expect((await of(`/topics/${docs}`).call('DELETE')).json()).toMatchObject({ code: 'topic_in_use' });
  await of('/topics/order').call('PUT', { topics: [docs, pricing] });
  const topics = (await of('/topics', sales).call('GET')).json();
  expect(topics.map(({ label }: { label: string }) => label)).toEqual(['Docs', 'Pricing']);
  expect(topics[0].rules).toMatchObject([{ id: rule, active: true }]);
  await of(`/rules/${rule}/switch`).call('POST', { active: false });
  expect((await of(`/topics/${docs}`).call('DELETE')).statusCode).toBe(200);
  expect((await of(`/rules/${rule}/switch`).call('POST', { active: true })).json().code).toBe('NP-12');
  await of(`/rules/${rule}`).call('DELETE');
});

test('pages that were seen suggest topics, and show whose they would be', async () => {
  const rows = [
    ['/pricing', 9],
    ['/guides/a', 5],
    ['/guides/b', 3],
    ['/about', 2],
    ['/', 50],
  ].map(([page, views]) => [site, Math.floor(now / 1000), page, 1, views]);
  const columns = ['site', 'hour', 'page', 'policy_version', 'views'] as const;
  await api.warehouse.insert({ table: 'counts', columns, rows }, 'pages');
  const suggestions = (await of('/topics/suggestions').call('GET')).json();
  expect(suggestions).toEqual([
    { label: 'Guides', path: '/guides/**', example: '/guides/a', pages: 2, views: 8 },
    { label: 'About', path: '/about', example: '/about', pages: 1, views: 2 },
  ]);
  const preview = (
    await of('/topics/preview').call('POST', { topic: null, paths: ['/p*', '/guides/*'] })
  ).json();
  expect(preview).toMatchObject({ total: 3, taken: 1 });
  expect(preview.pages[0]).toEqual({ page: '/pricing', views: 9, takenBy: 'Pricing' });
});

test('a rule is tried on the past: alerts, what is held back, and what stricter privacy would leave', async () => {
  const organizations = [
    ['11', 'Acme', 'GB'],
    ['12', 'Bolt', 'DE'],
  ];
  await api.warehouse.insert(
    {
      table: 'organizations',
      columns: ['id', 'name', 'domain', 'country', 'kind', 'confidence', 'seen'],
      rows: organizations.map(([id, name, country]) => [
        id,
        name,
        '',
        country,
        'business',
        'high',
        Math.floor(now / 1000),
      ]),
    },
    'organizations',
  );
  // Twice on one day, and twice three days later, within the cool-down.
  const rows = organizations.flatMap(([id]) =>
    [10, 10, 7, 7].map((ago, index) => [
      site,
      id,
      pricing,
      quarterOf(now - ago * DAY + (index % 2) * 3 * 3_600_000) / 1000,
      true,
      1,
      1,
      1,
    ]),
  );
  await api.warehouse.insert(
    {
      table: 'organization_quarters',
      columns: QUARTER_COLUMNS,
      rows,
    },
    'quarters',
  );
  const rule = { ...draft(sessions(2)), stayOpenDays: 1 };
  const trial = (change: object = {}, cookie = api.owner) =>
    of('/rules/try', cookie).call('POST', { rule, days: 30, ...change });
  const tried = (await trial()).json<Tried>();
  expect([tried.alerts, tried.heldBack, tried.remaining]).toEqual([2, 2, null]);
  expect(tried.windows.map(({ told, organization }) => [told, organization?.name]).sort()).toEqual([
    ['alert', 'Acme'],
    ['alert', 'Bolt'],
    ['cool_down', 'Acme'],
    ['cool_down', 'Bolt'],
  ]);
  expect(tried.days.filter(({ alerts }) => alerts > 0)).toMatchObject([{ day: '2026-11-10', alerts: 2 }]);
  const without = await trial({ stricter: { kind: 'without_country', country: 'DE' } });
  expect(without.json()).toMatchObject({ alerts: 2, remaining: 1 });
  expect((await trial({ days: 8 })).json()).toMatchObject({ alerts: 0, heldBack: 2 });
  const consented = await trial({ stricter: { kind: 'consented' } });
  // The first policy of a site is closed: it asks for nothing but consent.
  expect(consented.json()).toMatchObject({ remaining: 2 });
  expect((await trial({}, officer)).json<Tried>().windows[0]?.organization).toBeNull();
  expect((await trial({ days: 31 })).statusCode).toBe(400);
  expect((await trial({ rule: { title: 'x' } })).json().code).toBe('NP-12');
});

test('floors are raised by an officer and never lowered', async () => {
  const raise = (sessions: number, days: number, cookie = officer) =>
    of('/floor', cookie).call('POST', { sessions, days });
  expect((await of('/floor', sales).call('GET')).json()).toEqual({ sessions: 2, days: 1, history: [] });
  expect((await raise(3, 2, api.owner)).statusCode).toBe(403);
  expect((await raise(1, 1)).json().code).toBe('floor_lowered');
  expect((await raise(3, 2)).json()).toMatchObject({ sessions: 3, days: 2, history: [{ by: 'officer' }] });
  expect((await raise(2, 2)).json().code).toBe('floor_lowered');
});
