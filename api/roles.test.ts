import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../infra/database/database.ts';
import { openEmbeddedDatabase } from '../infra/database/embedded.ts';
import { migrateDatabase } from '../infra/database/migrate.ts';
import { openEmbeddedWarehouse } from '../infra/warehouse/embedded.ts';
import type { Warehouse } from '../infra/warehouse/warehouse.ts';
import { issueFirstRunToken } from './accounts/accounts.ts';
import type { Role } from './contract.ts';
import { apiServer } from './server.ts';

const EVERYBODY: readonly Role[] = ['owner', 'privacy_officer', 'sales'];

/** Who may ask for what; null for everybody in the world. A route that is not here is a route nobody thought about. */
const DOORS: Record<string, readonly Role[] | null> = {
  'GET /v1/setup': null,
  'POST /v1/setup': null,
  'POST /v1/session': null,
  'DELETE /v1/session': null,
  'GET /v1/me': EVERYBODY,
  'POST /v1/me/password': EVERYBODY,
  'GET /v1/people': ['owner'],
  'POST /v1/people': ['owner'],
  'PATCH /v1/people/{person}': ['owner'],
  'DELETE /v1/people/{person}': ['owner'],
  'GET /v1/keys': ['owner'],
  'POST /v1/keys': ['owner'],
  'DELETE /v1/keys/{key}': ['owner'],
  'GET /v1/sites': EVERYBODY,
  'POST /v1/sites': ['owner', 'privacy_officer'],
  'PATCH /v1/sites/{site}': ['owner', 'privacy_officer'],
  'DELETE /v1/sites/{site}': ['owner'],
  'GET /v1/sites/{site}/install': ['owner', 'privacy_officer'],
  'GET /v1/sites/{site}/rules': EVERYBODY,
  'DELETE /v1/demo': ['owner'],
  'GET /v1/sites/{site}/now': ['owner', 'sales'],
  'GET /v1/sites/{site}/organizations': ['owner', 'sales'],
  'GET /v1/sites/{site}/organizations/{organization}/timeline': ['owner', 'sales'],
  'GET /v1/alerts': ['owner', 'sales'],
  'GET /v1/alerts/stream': ['owner', 'sales'],
  'POST /v1/alerts/{alert}/acknowledge': ['owner', 'sales'],
  'POST /v1/alerts/{alert}/snooze': ['owner', 'sales'],
  'POST /v1/alerts/{alert}/reopen': ['owner', 'sales'],
  'GET /v1/alerts/{alert}/why': ['owner', 'sales'],
  'GET /v1/sites/{site}/privacy': EVERYBODY,
  'GET /v1/sites/{site}/refusals': EVERYBODY,
};

const PASSWORD = 'correct horse battery';
let directory: string;
let database: Database;
let warehouse: Warehouse;
let app: FastifyInstance;
let apiKey: string;
const cookies = new Map<Role, string>();

const call = (method: string, url: string, headers: Record<string, string>, payload?: object) =>
  app.inject({ method: method as 'GET', url, headers, ...(payload ? { payload } : {}) });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clearpane-roles-'));
  await mkdir(join(directory, 'dashboard/assets'), { recursive: true });
  await writeFile(join(directory, 'dashboard/index.html'), '');
  database = await openEmbeddedDatabase({ path: null });
  await migrateDatabase(database);
  warehouse = await openEmbeddedWarehouse({ path: join(directory, 'warehouse') });
  app = await apiServer({
    parts: { database, warehouse, tracker: { url: '', integrity: '' }, now: Date.now },
    secret: 'a-secret-for-tests-with-enough-length-0123456789',
    publicUrl: 'http://localhost:4000',
    dashboard: join(directory, 'dashboard'),
    version: '0.0.0',
    trustedProxies: [],
  });
  await app.ready();
  const token = await issueFirstRunToken(database);
  const account = (role: Role) => ({ name: role, email: `${role}@example.org`, password: PASSWORD });
  await call('POST', '/v1/setup', {}, { token, ...account('owner') });
  for (const role of EVERYBODY) {
    const headers = { cookie: cookies.get('owner') ?? '' };
    if (role !== 'owner') await call('POST', '/v1/people', headers, { ...account(role), role });
    const { email, password } = account(role);
    const answer = await call('POST', '/v1/session', {}, { email, password });
    cookies.set(role, answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  }
  const made = await call('POST', '/v1/keys', { cookie: cookies.get('owner') ?? '' }, { name: 'CRM' });
  apiKey = made.json().key;
}, 60_000);

afterAll(async () => {
  await app.close();
  await warehouse.close();
  await database.close();
  await rm(directory, { recursive: true });
});

function routes(): string[] {
  const { paths } = app.swagger() as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Whether somebody is let in: 401 and 403 come before anything of the request is read. */
async function letIn(door: string, headers: Record<string, string>): Promise<boolean> {
  const [method = '', path = ''] = door.split(' ');
  // A site of that number is nowhere, so that nothing happens to those who are let in.
  const url = path.replace(/\{\w+\}/g, '999999');
  const { statusCode } = await call(method, url, headers, method === 'GET' ? undefined : {});
  return statusCode !== 401 && statusCode !== 403;
}

test('every route has a door, and every door is a route', () => {
  expect(routes().sort()).toEqual(Object.keys(DOORS).sort());
});

test('each role passes its own doors and no other; a key passes those of sales; nobody passes none', async () => {
  for (const [door, roles] of Object.entries(DOORS)) {
    // Streams do not end, and signing out ends what is needed below: their guards are tried without a way in.
    const [passes, ends] = [roles ?? EVERYBODY, door === 'DELETE /v1/session' || door.endsWith('/stream')];
    for (const role of EVERYBODY) {
      if (ends && passes.includes(role)) continue;
      const cookie = cookies.get(role) ?? '';
      expect([door, role, await letIn(door, { cookie })]).toEqual([door, role, passes.includes(role)]);
    }
    if (roles === null || ends) continue;
    const own = door.startsWith('POST /v1/me');
    const key = { authorization: `Bearer ${apiKey}` };
    if (!own) expect([door, 'key', await letIn(door, key)]).toEqual([door, 'key', roles.includes('sales')]);
    for (const headers of [
      {},
      { authorization: 'Bearer cpk_nonsense' },
      { cookie: 'clearpane.session_token=x' },
    ]) {
      expect([door, headers, await letIn(door, headers)]).toEqual([door, headers, false]);
    }
  }
}, 60_000);
