import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../policy/time.ts';
import type { ContactRequestPage } from '../contract-contact.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
let sales: string;
let officer: string;
let site: number;
let time = Date.now();

beforeAll(async () => {
  api = await openTestApi({ now: () => time });
  [sales, officer] = [await api.join('Sam', 'sales'), await api.join('Paula', 'privacy_officer')];
  site = await api.addSite(api.owner);
});

afterAll(() => api.close());

beforeEach(async () => {
  time = Date.now();
  await api.database.db.deleteFrom('contact_requests').execute();
});

const idOf = (count: number): string => String(count).padStart(32, '0');

const add = (count: number, email = 'Anna@northwind.co.uk') =>
  api.database.db
    .insertInto('contact_requests')
    .values({
      site_id: site,
      id: idOf(count),
      name: `Person ${count}`,
      email,
      domain: 'northwind.co.uk',
      message: 'Please call.',
      confirmed: true,
      at: new Date(time),
    })
    .execute();

const list = async (query = '', cookie = sales): Promise<ContactRequestPage> => {
  const response = await api.call('GET', `/v1/sites/${site}/contact-requests${query}`, { cookie });
  expect(response.statusCode).toBe(200);
  return response.json();
};

const put = (count: number, state: string) =>
  api.call('PUT', `/v1/sites/${site}/contact-requests/${idOf(count)}/state`, {
    cookie: sales,
    payload: { state },
  });

test('the newest come first, page by page', async () => {
  for (const count of [1, 2, 3]) await add(count);
  const first = await list('?limit=2');
  expect(first.items.map(({ name }) => name)).toEqual(['Person 3', 'Person 2']);
  expect(first.items[0]).toEqual({
    id: idOf(3),
    name: 'Person 3',
    email: 'Anna@northwind.co.uk',
    domain: 'northwind.co.uk',
    message: 'Please call.',
    confirmed: true,
    confirmedAt: null,
    at: new Date(time).toISOString(),
    state: 'new',
    answeredBy: null,
    answeredAt: null,
    removedBy: null,
    removedAt: null,
    erasedAt: new Date(time + 365 * DAY).toISOString(),
  });
  const second = await list(`?limit=2&cursor=${first.nextCursor}`);
  expect(second.items.map(({ name }) => name)).toEqual(['Person 1']);
  expect(second.nextCursor).toBeNull();
  // A fresh site takes none, and says so.
  expect(first.taken).toBe(false);
});

test('is answered, removed, brought back as it was, and new again', async () => {
  await add(1);
  const answered = await put(1, 'answered');
  expect(answered.json()).toMatchObject({
    state: 'answered',
    answeredBy: 'Sam',
    answeredAt: new Date(time).toISOString(),
    erasedAt: new Date(time + 90 * DAY).toISOString(),
  });
  expect((await list()).items).toEqual([]);
  time += DAY;
  expect((await put(1, 'removed')).json()).toMatchObject({
    removedBy: 'Sam',
    answeredBy: 'Sam',
    erasedAt: new Date(time + 7 * DAY).toISOString(),
  });
  expect((await put(1, 'answered')).json()).toEqual(answered.json());
  expect((await put(1, 'new')).json()).toMatchObject({ state: 'new', answeredBy: null, removedAt: null });
  expect((await put(1, 'lost')).statusCode).toBe(400);
  expect((await put(2, 'answered')).json()).toMatchObject({ code: 'contact_request_not_found' });
});

test('an owner erases one at once; an officer erases by e-mail without seeing any', async () => {
  for (const count of [1, 2, 3]) await add(count, count === 3 ? 'ben@northwind.co.uk' : undefined);
  const url = `/v1/sites/${site}/contact-requests`;
  expect((await api.call('DELETE', `${url}/${idOf(1)}`, { cookie: api.owner })).statusCode).toBe(204);
  expect((await api.call('DELETE', `${url}/${idOf(1)}`, { cookie: api.owner })).statusCode).toBe(404);
  expect((await api.call('GET', url, { cookie: officer })).statusCode).toBe(403);
  const payload = { email: ' anna@NORTHWIND.co.uk ' };
  const erased = await api.call('POST', `${url}/erase`, { cookie: officer, payload });
  expect(erased.json()).toEqual({ erased: 1 });
  expect((await list()).items.map(({ email }) => email)).toEqual(['ben@northwind.co.uk']);
});

test('requests of one site are not those of another', async () => {
  await add(1);
  const other = await api.addSite(api.owner);
  const url = `/v1/sites/${other}/contact-requests`;
  expect((await api.call('GET', url, { cookie: sales })).json().items).toEqual([]);
  const put = { cookie: sales, payload: { state: 'answered' } };
  expect((await api.call('PUT', `${url}/${idOf(1)}/state`, put)).statusCode).toBe(404);
  expect((await api.call('DELETE', `${url}/${idOf(1)}`, { cookie: api.owner })).statusCode).toBe(404);
  const payload = { email: 'Anna@northwind.co.uk' };
  const erased = await api.call('POST', `${url}/erase`, { cookie: officer, payload });
  expect(erased.json()).toEqual({ erased: 0 });
  await api.call('DELETE', `/v1/sites/${other}`, { cookie: api.owner });
  expect((await api.call('GET', url, { cookie: sales })).statusCode).toBe(404);
});
