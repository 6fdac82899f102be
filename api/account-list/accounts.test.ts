import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
let sales: string;
let salesId: string;

beforeAll(async () => {
  api = await openTestApi({ now: Date.now });
  sales = await api.join('sara', 'sales');
  salesId = (await api.call('GET', '/v1/me', { cookie: sales })).json().id;
});

afterAll(() => api.close());

beforeEach(() => api.database.db.deleteFrom('accounts').execute());

const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
  api.call(method, `/v1/accounts${path}`, { cookie: sales, ...(payload ? { payload } : {}) });
const add = (payload: object) => ask('POST', '', payload);
const names = async (query: string): Promise<string[]> =>
  (await ask('GET', query)).json().items.map(({ name }: { name: string }) => name);

test('an account is made from a web address, changed, removed and added again', async () => {
  const made = await add({ domain: 'https://www.Example.co.uk/about', relation: 'prospect', owner: salesId });
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({
    name: 'example.co.uk',
    domain: 'example.co.uk',
    relation: 'prospect',
    watched: false,
    owner: { id: salesId, name: 'sara' },
    createdBy: 'sara',
  });
  const { id } = made.json();
  const changed = await ask('PATCH', `/${id}`, { name: 'Example', relation: null, watched: true });
  expect(changed.json()).toMatchObject({
    name: 'Example',
    relation: null,
    watched: true,
    owner: { id: salesId },
  });
  const removed = await ask('DELETE', `/${id}`);
  expect(removed.json()).toEqual(changed.json());
  expect((await ask('GET', `/${id}`)).statusCode).toBe(404);
  const { name, domain, country, relation, watched, owner } = removed.json();
  const again = await add({ name, domain, country, relation, watched, owner: owner.id });
  expect(again.json()).toMatchObject({ name: 'Example', watched: true });
});

test.each([
  [{}, 'name'],
  [{ domain: 'gmail.com' }, 'domain'],
  [{ domain: 'anna@example.org' }, 'domain'],
  [{ domain: 'localhost' }, 'domain'],
  [{ name: 'anna@example.org' }, 'name'],
  [{ name: 'Example', owner: 'nobody' }, 'owner'],
  [{ name: 'Example', country: 'Germany' }, 'country'],
])('%j is refused for its %s', async (payload, field) => {
  const answer = await add(payload);
  expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_fields', errors: [{ field }] });
});

test('the same company is not added twice, whoever is faster', async () => {
  const answers = await Promise.all([add({ name: 'Example GmbH' }), add({ name: 'EXAMPLE' })]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  expect((await add({ name: 'Example', country: 'DE' })).statusCode).toBe(201);
});

test('the list is searched, filtered and paged', async () => {
  await add({ name: 'Ash', domain: 'www.ash.com', relation: 'client', owner: salesId });
  await add({ name: 'Birch', watched: true, relation: 'prospect' });
  await add({ name: 'Cedar 100%' });
  expect(await names('')).toEqual(['Cedar 100%', 'Birch', 'Ash']);
  expect(await names('?q=ASH.c')).toEqual(['Ash']);
  expect(await names('?q=%25')).toEqual(['Cedar 100%']);
  expect(await names('?relation=client')).toEqual(['Ash']);
  expect(await names('?relation=none')).toEqual(['Cedar 100%']);
  expect(await names('?watched=true')).toEqual(['Birch']);
  expect(await names(`?owner=${salesId}`)).toEqual(['Ash']);
  expect(await names('?owner=none&watched=false')).toEqual(['Cedar 100%']);
  const first = (await ask('GET', '?limit=2')).json();
  expect(first).toMatchObject({ total: 3, items: [{ name: 'Cedar 100%' }, { name: 'Birch' }] });
  expect(await names(`?limit=2&cursor=${first.nextCursor}`)).toEqual(['Ash']);
});

const preview = (csv: string) => ask('POST', '/import/preview', { csv });
const bring = (csv: string, query = '') => ask('POST', `/import${query}`, { csv });

test('a file is shown before it changes anything, then carried out, and has nothing more to do', async () => {
  await add({ name: 'Old', domain: 'old.com', relation: 'prospect' });
  const csv = [
    'Company;Website;Country;Relationship;Watchlist;Owner e-mail;Phone',
    'Älg AB;https://www.alg.se/;Sweden;Customer;yes;SARA@example.org;1',
    'Old;old.com;;client;;;2',
    '"Two\nlines";two-lines.com;;;;;3',
  ].join('\r\n');
  const shown = (await preview(csv)).json();
  expect(shown).toMatchObject({ added: 2, changed: 1, unchanged: 0, refused: [], seen: 0 });
  expect(shown.sample.added).toMatchObject([
    {
      line: 2,
      name: 'Älg AB',
      domain: 'alg.se',
      country: 'SE',
      relation: 'client',
      watched: true,
      owner: 'sara',
    },
    { line: 5, name: 'Two lines' },
  ]);
  expect(await names('')).toEqual(['Old']);
  expect((await bring(csv)).json()).toEqual({ added: 2, changed: 1, unchanged: 0, leftOut: 0 });
  expect((await preview(csv)).json()).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
});

test('a preview counts the companies that were seen, and one of them becomes an account by its id', async () => {
  const seen = ['7', 'Birch plc', 'birch.co.uk', 'GB', 'business', 'high', 1_780_000_000];
  const other = ['8', 'Cedar GmbH', '', 'DE', 'business', 'high', 1_780_000_000];
  const columns = ['id', 'name', 'domain', 'country', 'kind', 'confidence', 'seen'] as const;
  await api.warehouse.insert({ table: 'organizations', columns, rows: [seen, other] }, 'seen');
  const csv = 'name,domain,country\nB,www.birch.co.uk,\nCedar,,Germany\nCedar,,France\nD,d.com,\n';
  expect((await preview(csv)).json()).toMatchObject({ added: 4, seen: 2 });
  expect((await add({ organization: '7' })).json()).toMatchObject({
    organization: '7',
    name: 'Birch plc',
    domain: 'birch.co.uk',
    country: 'GB',
  });
  expect((await add({ organization: '7', domain: 'elsewhere.com' })).json().code).toBe('account_exists');
  expect((await add({ organization: '9' })).json().code).toBe('organization_not_found');
});

test('a line that is refused refuses the file, unless it may be left out', async () => {
  const csv = 'name,domain,owner\nGood,good.com,\nFree,gmail.com,\nTwice,good.com,\nWhose,w.com,x@y.z\n';
  const refused = (await preview(csv)).json().refused;
  expect(refused.map(({ line }: { line: number }) => line)).toEqual([3, 4, 5]);
  expect(refused[1].reason).toContain('line 2');
  expect((await bring(csv)).json()).toMatchObject({ status: 422, code: 'lines_refused' });
  expect(await names('')).toEqual([]);
  expect((await bring(csv, '?leaveOut=true')).json()).toMatchObject({ added: 1, leftOut: 3 });
});

test('an import that fails on the way leaves nothing', async () => {
  await add({ name: 'There', domain: 'there.com' });
  const { db } = api.database;
  await sql`ALTER TABLE accounts ADD CONSTRAINT breaks CHECK (name <> 'Last')`.execute(db);
  try {
    const many = Array.from({ length: 6000 }, (_, index) => `Firm ${index},firm${index}.com`);
    const csv = ['name,domain', 'Elsewhere,there.com', ...many, 'Last,last.com'].join('\n');
    expect((await bring(csv)).statusCode).toBe(500);
    expect(await names('')).toEqual(['There']);
  } finally {
    await sql`ALTER TABLE accounts DROP CONSTRAINT breaks`.execute(db);
  }
});

test('fifty thousand lines are imported, exported and recognized', async () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => `"Firm, ${n}",firm${n}.com,DE,prospect,yes,`);
  const answer = await api.app.inject({
    method: 'POST',
    url: '/v1/accounts/import',
    headers: {
      host: 'localhost:4000',
      origin: 'http://localhost:4000',
      cookie: sales,
      'content-type': 'text/csv',
    },
    payload: `name,domain,country,relation,watch,owner\n${lines.join('\n')}`,
  });
  expect(answer.json()).toEqual({ added: 50_000, changed: 0, unchanged: 0, leftOut: 0 });
  const file = await ask('GET', '/export');
  expect(file.headers['content-disposition']).toContain('accounts.csv');
  expect((await preview(file.body)).json()).toMatchObject({ added: 0, changed: 0, unchanged: 50_000 });
});

test('the body of other routes stays small', async () => {
  const answer = await add({ name: 'x'.repeat(300 * 1024) });
  expect(answer.statusCode).toBe(413);
});
