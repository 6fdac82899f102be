import { afterAll, beforeAll, expect, test } from 'vitest';
import { windowId } from '../../alerts/alert.ts';
import { databaseWindowStore } from '../../alerts/window-store.ts';
import { insertTopics } from '../../infra/database/insert-site.ts';
import { loadRules } from '../../infra/database/rules.ts';
import { HOUR, QUARTER, quarterOf } from '../../policy/time.ts';
import { Alert } from '../contract.ts';
import { Window } from '../contract-windows.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
let time = Date.now();
let site: number;
let ada: string;
let ben: string;
let organizations = 0;

beforeAll(async () => {
  api = await openTestApi({ now: () => time });
  ada = await api.join('ada', 'sales');
  ben = await api.join('ben', 'sales');
  site = await api.addSite(api.owner);
  const rules = [
    { id: 'prices', title: 'Looking at prices', sessions: 2, days: 7 as const },
    { id: 'docs', title: 'Reading', sessions: 5, days: 30 as const },
  ];
  await insertTopics(api.database.db, site, [
    { slug: 'pricing', label: 'Pricing', paths: ['/pricing'], rules },
  ]);
});

afterAll(() => api.close());

/** A window of an organization of its own, as the evaluator would open it. */
async function openWindow(rule = 'prices'): Promise<string> {
  const found = (await loadRules(api.database)).find(({ id }) => id === rule);
  if (!found) throw new Error(`no rule ${rule}`);
  organizations += 1;
  const organization = {
    id: `1900000000000000${String(organizations).padStart(4, '0')}`,
    name: `Example ${organizations} plc`,
    domain: '',
    country: 'GB',
    kind: 'business',
    confidence: 'high',
  } as const;
  const to = quarterOf(time) + QUARTER;
  const match = {
    rule: found,
    organization,
    lawful: { policyVersion: 1, noticeVersion: null },
    relation: null,
    from: to - HOUR,
    to,
    evidence: [],
  };
  const id = windowId(match);
  const window = {
    id,
    site,
    rule,
    organization: organization.id,
    openedAt: to - QUARTER,
    until: to + 24 * HOUR,
    quietUntil: null,
  };
  await databaseWindowStore(api.database, () => time).apply([{ kind: 'open', window, match }]);
  return id;
}

const act = (id: string, what: string, cookie = ada, payload?: object) =>
  api.call('POST', `/v1/alerts/${id}/${what}`, { cookie, ...(payload ? { payload } : {}) });
const say = (id: string, outcome: string, cookie = ada, note?: string) =>
  act(id, 'outcome', cookie, { outcome, ...(note === undefined ? {} : { note }) });
const alertOf = async (id: string) =>
  (await api.call('GET', '/v1/alerts', { cookie: ada }))
    .json()
    .items.find((item: { id: string }) => item.id === id);

test('of two who take it on, one has it; the other hears who, and may take it over on purpose', async () => {
  const id = await openWindow();
  const both = await Promise.all([act(id, 'acknowledge', ada), act(id, 'acknowledge', ben)]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const [winner, loser] = both[0]?.statusCode === 200 ? ['ada', ben] : ['ben', ada];
  expect((await act(id, 'acknowledge', loser)).json()).toMatchObject({
    code: 'taken',
    title: `${winner} is on it.`,
  });
  expect((await act(id, 'acknowledge', loser, { takeOver: true })).statusCode).toBe(200);
  expect((await alertOf(id)).acknowledgedBy).not.toBe(winner);
  // Once more by whoever has it says nothing new.
  const rows = () =>
    api.database.db.selectFrom('alert_outcomes').selectAll().where('alert_id', '=', id).execute();
  const before = (await rows()).length;
  await act(id, 'acknowledge', loser);
  expect(await rows()).toHaveLength(before);
});

test('what a person says closes it or keeps it, is noted with their name, and can be taken back', async () => {
  const id = await openWindow();
  const said = await say(id, 'not_relevant', ada, ' a competitor ');
  expect(said.json()).toMatchObject({
    state: 'closed',
    outcome: { outcome: 'not_relevant', note: 'a competitor', by: 'ada' },
  });
  expect((await act(id, 'acknowledge')).json().code).toBe('window_closed');
  expect((await act(id, 'reopen', ben)).json()).toMatchObject({ state: 'open', outcome: null });
  for (const outcome of ['wrong_company', 'excluded']) {
    expect((await say(id, outcome)).json()).toMatchObject({ state: 'closed', outcome: { outcome } });
    expect((await act(id, 'reopen')).statusCode).toBe(200);
  }
  expect((await say(id, 'acted')).json()).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'ada' });
  expect((await say(id, 'interested')).statusCode).toBe(400);
  expect((await say(id, 'acted', ada, 'a\u0000b')).statusCode).toBe(400);
  expect((await say('nowhere', 'acted')).statusCode).toBe(404);
});

test('a window of the past can be judged, and stays closed', async () => {
  const id = await openWindow();
  time += 48 * HOUR;
  expect((await say(id, 'acted')).json()).toMatchObject({ state: 'closed', outcome: { outcome: 'acted' } });
  expect((await act(id, 'reopen')).json().code).toBe('window_closed');
});

test('what somebody had taken on is open again when they are removed', async () => {
  const cookie = await api.join('carl', 'sales');
  const id = await openWindow();
  await act(id, 'acknowledge', cookie);
  const people = (await api.call('GET', '/v1/people', { cookie: api.owner })).json();
  const carl = people.find((person: { name: string }) => person.name === 'carl').id;
  expect((await api.call('DELETE', `/v1/people/${carl}`, { cookie: api.owner })).statusCode).toBe(204);
  expect(await alertOf(id)).toMatchObject({ state: 'open', acknowledgedBy: null });
});

test('windows: every state, told or not, in pages that miss and repeat nothing', async () => {
  time += 72 * HOUR;
  const ids = [await openWindow(), await openWindow(), await openWindow(), await openWindow()];
  await act(ids[0] ?? '', 'acknowledge');
  await act(ids[1] ?? '', 'snooze', ada, { hours: 4 });
  await say(ids[2] ?? '', 'not_relevant');
  await api.database.db
    .insertInto('warming')
    .values({
      site_id: site,
      rule_id: 'docs',
      organization_id: '77',
      organization_name: 'Warm plc',
      rule_version: 1,
      since: new Date(time),
      until: new Date(time + HOUR),
    })
    .execute();
  const get = async (query: string) =>
    (await api.call('GET', `/v1/windows?${query}`, { cookie: ada })).json();
  const states = async (query: string): Promise<string[]> =>
    (await get(query)).items.map((item: Window) => item.state).sort();
  expect(await states(`site=${site}&state=open,acknowledged,snoozed,warming`)).toEqual([
    'acknowledged',
    'open',
    'snoozed',
    'warming',
  ]);
  const [warm] = (await get('state=warming')).items;
  expect(warm).toMatchObject({
    org: { id: '77', name: 'Warm plc' },
    rule: { title: 'Reading', sentence: 'At least 5 sessions on Pricing within 30 days' },
    evidence: [],
    alert: null,
  });
  expect((await api.call('GET', `/v1/windows/${warm.id}`, { cookie: ada })).json()).toEqual(warm);

  const all = (await get('limit=200')).items.map(({ id }: Window) => id);
  const paged: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Window[]; nextCursor: string | null } = await get(
      `limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
  expect(new Set(all).size).toBe(all.length);
  expect((await api.call('GET', '/v1/windows?state=hot', { cookie: ada })).json().code).toBe('unknown_state');
  expect((await api.call('GET', '/v1/windows?cursor=x', { cookie: ada })).json().code).toBe('bad_cursor');
  expect((await api.call('GET', '/v1/windows/nowhere', { cookie: ada })).statusCode).toBe(404);
});

test('worth: by rule, what was said last and not taken back, and what a person might change', async () => {
  const worth = async () =>
    (await api.call('GET', `/v1/sites/${site}/worth?days=365`, { cookie: ada })).json().rules;
  const [, before] = await worth();
  const ids: string[] = [];
  for (let each = 0; each < 12; each += 1) ids.push(await openWindow());
  for (const id of ids.slice(0, 10)) await say(id, 'not_relevant');
  await act(ids[0] ?? '', 'reopen');
  const [docs, prices] = await worth();
  expect(prices).toMatchObject({
    told: before.told + 12,
    notRelevant: before.notRelevant + 9,
    unanswered: before.unanswered + 3,
    rule: { title: 'Looking at prices', active: true },
  });
  expect(prices.suggestion).toContain('at least 3 sessions on Pricing instead of 2');
  expect(docs).toMatchObject({ told: 0, verdict: 'Nobody has said anything yet', suggestion: null });
  expect(JSON.stringify(await worth())).not.toContain('ada');
});

/** Every number that a schema allows, by its path. */
function numbersIn(schema: object, path = ''): string[] {
  const { type, properties, items, anyOf } = schema as {
    type?: string;
    properties?: Record<string, object>;
    items?: object;
    anyOf?: object[];
  };
  if (type === 'integer' || type === 'number') return [path];
  return [
    ...Object.entries(properties ?? {}).flatMap(([key, of]) => numbersIn(of, `${path}.${key}`)),
    ...(items ? numbersIn(items, `${path}[]`) : []),
    ...(anyOf ?? []).flatMap((of) => numbersIn(of, path)),
  ];
}

/** Every object that a schema allows, and whether other keys are refused. */
function openObjectsIn(schema: object, path = ''): string[] {
  const { properties, items, anyOf, additionalProperties } = schema as {
    properties?: Record<string, object>;
    items?: object;
    anyOf?: object[];
    additionalProperties?: boolean;
  };
  return [
    ...(properties && additionalProperties !== false ? [path] : []),
    ...Object.entries(properties ?? {}).flatMap(([key, of]) => openObjectsIn(of, `${path}.${key}`)),
    ...(items ? openObjectsIn(items, `${path}[]`) : []),
    ...(anyOf ?? []).flatMap((of) => openObjectsIn(of, path)),
  ];
}

test.each([
  ['alert', Alert],
  ['window', Window],
])('an %s has no number but versions, and no room for another key at any depth', (_, schema) => {
  for (const path of numbersIn(schema)) expect(path).toMatch(/\.(version|policyVersion|noticeVersion)$/);
  expect(numbersIn(schema)).not.toEqual([]);
  expect(openObjectsIn(schema)).toEqual([]);
});
