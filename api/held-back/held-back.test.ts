import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HeldBackPage } from '../contract-my-alerts.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
let sales: string;
let site: number;

beforeAll(async () => {
  api = await openTestApi({ now: Date.now });
  sales = await api.join('sara', 'sales');
  await api.join('ben', 'sales');
  site = await api.addSite(api.owner);
  const people = await api.database.db.selectFrom('user').select(['id', 'name']).execute();
  const idOf = (name: string) => people.find((each) => each.name === name)?.id ?? null;
  const row = (number: number, reason: string, person: string | null, detail = '') => ({
    key: `key ${number}`,
    site_id: site,
    organization_id: String(number),
    organization_name: `Company ${number}`,
    rule_id: 'rule',
    rule_title: 'Prices',
    alert_id: null,
    person_id: person,
    reason,
    detail,
    at: new Date(Date.UTC(2026, 6, 1, 12, number)),
  });
  const rows = [
    row(1, 'merged', null),
    row(2, 'cool_down', null, '2026-07-08T12:00:00.000Z'),
    row(3, 'quiet_hours', idOf('sara'), '2026-07-02T05:30:00.000Z'),
    row(4, 'muted', idOf('ben')),
    row(5, 'something_new', null),
  ];
  await api.database.db.insertInto('held_back').values(rows).execute();
});

afterAll(() => api.close());

const list = async (query = '', cookie = api.owner): Promise<HeldBackPage> =>
  (await api.call('GET', `/v1/sites/${site}/held-back${query}`, { cookie })).json();
const names = ({ items }: HeldBackPage) => items.map(({ org }) => org.id);

test('an owner sees all, the newest first, each with who, which rule and until when', async () => {
  const page = await list();
  expect(names(page)).toEqual(['5', '4', '3', '2', '1']);
  expect(page.items[2]).toMatchObject({
    org: { id: '3', name: 'Company 3' },
    rule: { id: 'rule', title: 'Prices' },
    reason: 'quiet_hours',
    person: { name: 'sara', isMe: false },
    until: '2026-07-02T05:30:00.000Z',
    at: '2026-07-01T12:03:00.000Z',
  });
  expect(page.items[0]).toMatchObject({ person: null, until: null });
});

test('sales sees what was held back from everybody and from themselves, and nothing of colleagues', async () => {
  const page = await list('', sales);
  expect(names(page)).toEqual(['5', '3', '2', '1']);
  expect(page.items[1]?.person).toEqual({ name: 'sara', isMe: true });
  expect(names(await list('?reason=muted', sales))).toEqual([]);
});

test('by reason, and page by page', async () => {
  expect(names(await list('?reason=muted'))).toEqual(['4']);
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await list(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...names(page));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(['5', '4', '3', '2', '1']);
});

test.each([
  ['?reason=nonsense', 400],
  ['?cursor=nonsense', 400],
])('%s is refused', async (query, status) => {
  const answer = await api.call('GET', `/v1/sites/${site}/held-back${query}`, { cookie: api.owner });
  expect(answer.statusCode).toBe(status);
});

test('a site that is not there is said to be none', async () => {
  const answer = await api.call('GET', '/v1/sites/999999/held-back', { cookie: api.owner });
  expect(answer.json()).toMatchObject({ status: 404 });
});
