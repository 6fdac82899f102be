import type { FastifyInstance, InjectOptions } from 'fastify';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import type { Role } from '../contract.ts';
import { notFoundHandler, problemErrorHandler } from '../problem.ts';
import { accounts, issueFirstRunToken } from './accounts.ts';
import { SCOPES, scopesOf } from './key-scopes.ts';

const ORIGIN = 'http://localhost:4000';
const PASSWORD = 'correct horse battery';
let database: Database;
let app: FastifyInstance;
let time = Date.now();

beforeAll(async () => {
  database = await openMigratedDatabase();
  app = Fastify();
  app.setErrorHandler(problemErrorHandler);
  app.setNotFoundHandler(notFoundHandler);
  const secret = 'a-secret-for-tests-with-enough-length-0123456789';
  await app.register(accounts({ database, secret, baseUrl: ORIGIN, now: () => time }));
  app.get(
    '/sales',
    { onRequest: app.allowKeys('alerts:read', 'owner', 'sales') },
    async (request) => request.person,
  );
  app.get('/privacy', { onRequest: app.allow('owner', 'privacy_officer') }, async () => ({}));
  await app.ready();
});

afterAll(async () => {
  await app.close();
  await database.close();
});

beforeEach(async () => {
  await database.db.deleteFrom('user').execute();
  time += 3_600_000;
});

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const call = (method: Method, url: string, payload?: object, headers: Record<string, string> = {}) => {
  const options: InjectOptions = {
    method,
    url,
    headers: { host: 'localhost:4000', origin: ORIGIN, ...headers },
  };
  return app.inject(payload ? { ...options, payload } : options);
};

const cookieOf = (answer: Awaited<ReturnType<typeof call>>): string =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

async function setUp(): Promise<{ cookie: string }> {
  const token = await issueFirstRunToken(database);
  const body = { token, name: 'Olga', email: 'Olga@Example.org', password: PASSWORD };
  const answer = await call('POST', '/v1/setup', body);
  expect(answer.statusCode).toBe(200);
  return { cookie: cookieOf(answer) };
}

async function add(owner: { cookie: string }, role: Role): Promise<{ id: string; cookie: string }> {
  const email = `${role}@example.org`;
  const added = await call('POST', '/v1/people', { name: role, email, role, password: PASSWORD }, owner);
  expect(added.statusCode).toBe(201);
  const signedIn = await call('POST', '/v1/session', { email, password: PASSWORD });
  return { id: added.json().id, cookie: cookieOf(signedIn) };
}

describe('first run', () => {
  test('makes one owner and signs them in; the link works once', async () => {
    expect((await call('GET', '/v1/setup')).json()).toEqual({ needed: true });
    const token = await issueFirstRunToken(database);
    const body = { token, name: 'Olga', email: 'olga@example.org', password: PASSWORD };
    const done = await call('POST', '/v1/setup', body);
    expect(done.json()).toMatchObject({ name: 'Olga', email: 'olga@example.org', role: 'owner' });
    expect((await call('GET', '/v1/me', undefined, { cookie: cookieOf(done) })).json().role).toBe('owner');
    expect((await call('GET', '/v1/setup')).json()).toEqual({ needed: false });
    const again = await call('POST', '/v1/setup', { ...body, email: 'eve@example.org' });
    expect([again.statusCode, again.json().code]).toEqual([409, 'already_set_up']);
    expect(await issueFirstRunToken(database)).toBeNull();
  });

  test('of many who follow the link at once, one becomes owner', async () => {
    const token = await issueFirstRunToken(database);
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        call('POST', '/v1/setup', {
          token,
          name: `N${index}`,
          email: `n${index}@example.org`,
          password: PASSWORD,
        }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(await database.db.selectFrom('user').select('id').execute()).toHaveLength(1);
  });

  test('an account whose making was cut short leaves the link open, and does not stand in the way', async () => {
    await setUp();
    // As a kill leaves it between the account and its role.
    await database.db.deleteFrom('member').execute();
    expect((await call('GET', '/v1/setup')).json()).toEqual({ needed: true });
    const { cookie } = await setUp();
    expect((await call('GET', '/v1/me', undefined, { cookie })).json()).toMatchObject({ role: 'owner' });
    expect(await database.db.selectFrom('user').select('id').execute()).toHaveLength(1);
  });

  test('a wrong link and a link of an earlier start are refused', async () => {
    const earlier = await issueFirstRunToken(database);
    await issueFirstRunToken(database);
    for (const token of ['wrong', earlier]) {
      const answer = await call('POST', '/v1/setup', {
        token,
        name: 'Eve',
        email: 'eve@example.org',
        password: PASSWORD,
      });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'wrong_token']);
    }
  });

  test('names the fields that are wrong', async () => {
    const answer = await call('POST', '/v1/setup', {
      token: 'x',
      name: '',
      email: 'nonsense',
      password: 'short',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'invalid_fields', errors: [{ field: 'name' }] });
  });
});

describe('sessions', () => {
  test('the cookie is HttpOnly, SameSite=Strict, and worthless after signing out', async () => {
    await setUp();
    const answer = await call('POST', '/v1/session', { email: 'OLGA@example.org', password: PASSWORD });
    expect(answer.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    const cookie = cookieOf(answer);
    expect((await call('DELETE', '/v1/session', undefined, { cookie })).statusCode).toBe(204);
    expect((await call('GET', '/v1/me', undefined, { cookie })).statusCode).toBe(401);
  });

  test('nothing of the address or the device of the person is stored', async () => {
    await setUp();
    const body = { email: 'olga@example.org', password: PASSWORD };
    await call('POST', '/v1/session', body, { 'user-agent': 'Canary/1', 'x-forwarded-for': '203.0.113.77' });
    const rows = await database.db.selectFrom('session').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/Canary|203\.0\.113\.77|127\.0\.0\.1/);
  });

  test('an unknown address and a wrong password look the same, and too many are stopped', async () => {
    await setUp();
    const wrong = await call('POST', '/v1/session', { email: 'olga@example.org', password: 'wrong' });
    const unknown = await call('POST', '/v1/session', { email: 'nobody@example.org', password: 'wrong' });
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json()).toEqual(unknown.json());
    for (let i = 0; i < 9; i += 1)
      await call('POST', '/v1/session', { email: 'olga@example.org', password: 'wrong' });
    const stopped = await call('POST', '/v1/session', { email: 'olga@example.org', password: PASSWORD });
    expect([stopped.statusCode, Number(stopped.headers['retry-after']) > 0]).toEqual([429, true]);
    time += 16 * 60_000;
    expect(
      (await call('POST', '/v1/session', { email: 'olga@example.org', password: PASSWORD })).statusCode,
    ).toBe(200);
  });

  test('a change of the password needs the old one and ends other sessions', async () => {
    const first = await setUp();
    const other = {
      cookie: cookieOf(await call('POST', '/v1/session', { email: 'olga@example.org', password: PASSWORD })),
    };
    const change = (currentPassword: string) =>
      call('POST', '/v1/me/password', { currentPassword, newPassword: 'another long password' }, first);
    expect((await change('wrong')).json().code).toBe('wrong_password');
    const changed = await change(PASSWORD);
    expect(changed.statusCode).toBe(204);
    expect((await call('GET', '/v1/me', undefined, { cookie: cookieOf(changed) })).statusCode).toBe(200);
    expect((await call('GET', '/v1/me', undefined, other)).statusCode).toBe(401);
  });

  test('another site can not act with the cookie', async () => {
    const owner = await setUp();
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]) {
      const answer = await call('POST', '/v1/keys', { name: 'k' }, { ...owner, ...headers });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross_origin']);
    }
    expect((await call('POST', '/v1/keys', { name: 'k' }, owner)).statusCode).toBe(201);
  });
});

describe('roles', () => {
  test('each role reaches its own and nothing else; nobody reaches nothing', async () => {
    const owner = await setUp();
    const sales = await add(owner, 'sales');
    const officer = await add(owner, 'privacy_officer');
    const status = async (url: string, who?: { cookie: string }) =>
      (await call('GET', url, undefined, who ? { cookie: who.cookie } : {})).statusCode;
    expect(
      await Promise.all([
        status('/sales', owner),
        status('/sales', sales),
        status('/sales', officer),
        status('/sales'),
      ]),
    ).toEqual([200, 200, 403, 401]);
    expect(
      await Promise.all([status('/privacy', owner), status('/privacy', officer), status('/privacy', sales)]),
    ).toEqual([200, 200, 403]);
    expect(
      await Promise.all([status('/v1/people', sales), status('/v1/keys', officer), status('/v1/people')]),
    ).toEqual([403, 403, 401]);
  });

  test('the last owner stays; a removed person is out at once', async () => {
    const owner = await setUp();
    const [me] = (await call('GET', '/v1/people', undefined, owner)).json();
    expect((await call('DELETE', `/v1/people/${me.id}`, undefined, owner)).json().code).toBe('last_owner');
    expect((await call('PATCH', `/v1/people/${me.id}`, { role: 'sales' }, owner)).json().code).toBe(
      'last_owner',
    );
    const sales = await add(owner, 'sales');
    expect(
      (await call('PATCH', `/v1/people/${sales.id}`, { role: 'privacy_officer' }, owner)).json().role,
    ).toBe('privacy_officer');
    expect((await call('GET', '/sales', undefined, { cookie: sales.cookie })).statusCode).toBe(403);
    expect((await call('DELETE', `/v1/people/${sales.id}`, undefined, owner)).statusCode).toBe(204);
    expect((await call('GET', '/v1/me', undefined, { cookie: sales.cookie })).statusCode).toBe(401);
    expect((await call('DELETE', `/v1/people/${sales.id}`, undefined, owner)).statusCode).toBe(404);
  });

  test('of two owners who make each other something else, one stays', async () => {
    const one = await setUp();
    const two = await add(one, 'owner');
    const [first, second] = (await call('GET', '/v1/people', undefined, one)).json();
    await Promise.all([
      call('PATCH', `/v1/people/${second.id}`, { role: 'sales' }, one),
      call('PATCH', `/v1/people/${first.id}`, { role: 'sales' }, { cookie: two.cookie }),
    ]);
    const owners = await database.db.selectFrom('member').select('id').where('role', '=', 'owner').execute();
    expect(owners).toHaveLength(1);
  });

  test('an e-mail address has one account', async () => {
    const owner = await setUp();
    const same = { name: 'Same', email: 'same@example.org', role: 'sales', password: PASSWORD };
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', '/v1/people', same, owner)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409]);
    const body = { name: 'Twin', email: 'OLGA@example.org', role: 'sales', password: PASSWORD };
    expect((await call('POST', '/v1/people', body, owner)).json().code).toBe('email_taken');
  });
});

describe('API keys', () => {
  test('may do what sales may do, are shown once, and end with their removal', async () => {
    const owner = await setUp();
    const made = await call('POST', '/v1/keys', { name: 'CRM' }, owner);
    const { key, apiKey } = made.json();
    const use = (url: string) => app.inject({ url, headers: { authorization: `Bearer ${key}` } });
    expect((await use('/sales')).json()).toMatchObject({ name: 'CRM', role: 'sales' });
    expect((await use('/privacy')).statusCode).toBe(403);
    expect((await use('/v1/people')).statusCode).toBe(403);
    const listed = await call('GET', '/v1/keys', undefined, owner);
    expect(listed.body).not.toContain(key);
    expect(listed.json()).toMatchObject([{ id: apiKey.id, name: 'CRM', lastUsedAt: expect.any(String) }]);
    expect(key.startsWith(apiKey.start)).toBe(true);
    expect((await call('DELETE', `/v1/keys/${apiKey.id}`, undefined, owner)).statusCode).toBe(204);
    expect((await use('/sales')).statusCode).toBe(401);
  });

  test('do what their scopes say, and nothing where no scope is asked for', async () => {
    const owner = await setUp();
    const make = async (scopes?: string[]) =>
      (await call('POST', '/v1/keys', { name: 'CRM', ...(scopes ? { scopes } : {}) }, owner)).json();
    const use = (key: string, url: string) =>
      app.inject({ url, headers: { authorization: `Bearer ${key}` } });
    const reads = await make(['organizations:read']);
    expect(reads.apiKey.scopes).toEqual(['organizations:read']);
    expect((await use(reads.key, '/sales')).json()).toMatchObject({ code: 'scope_missing' });
    expect((await use((await make()).key, '/sales')).statusCode).toBe(200);
    expect((await use(reads.key, '/v1/people')).json()).toMatchObject({ code: 'not_for_keys' });
    const wrong = { name: 'CRM', scopes: ['people:write'] };
    expect((await call('POST', '/v1/keys', wrong, owner)).statusCode).toBe(400);
  });

  test('made before there were scopes may still do what sales may; what can not be read allows nothing', () => {
    expect(scopesOf(null)).toEqual(SCOPES);
    expect(scopesOf('{"alerts":["read"]}')).toEqual(['alerts:read']);
    for (const text of ['', 'nonsense', '[]', '{}', '7', '{"alerts":"read"}'])
      expect(scopesOf(text)).toEqual([]);
  });

  test('nonsense is nobody', async () => {
    const answer = await app.inject({ url: '/sales', headers: { authorization: 'Bearer nonsense' } });
    expect(answer.statusCode).toBe(401);
  });
});
