import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { openPost } from '../alerts/deliveries/post.ts';
import { openTargets } from '../alerts/deliveries/targets.ts';
import type { Database } from '../infra/database/database.ts';
import { openEmbeddedWarehouse } from '../infra/warehouse/embedded.ts';
import type { Warehouse } from '../infra/warehouse/warehouse.ts';
import { openMigratedDatabase } from '../tests/support/prepared-database.ts';
import { issueFirstRunToken } from './accounts/accounts.ts';
import type { Role } from './contract.ts';
import type { ApiParts } from './parts.ts';
import { apiServer } from './server.ts';

export const UNSUBSCRIBE_KEY = 'a key for links in tests';
const PASSWORD = 'correct horse battery';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Call = { payload?: object; cookie?: string; headers?: Record<string, string> };

/** The real server on engines of its own, with an owner. */
export interface TestApi {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly warehouse: Warehouse;
  /** Cookie of the owner. */
  readonly owner: string;
  call(method: Method, url: string, options?: Call): Promise<LightMyRequestResponse>;
  /** @returns the cookie of a new person with a role, named as given */
  join(name: string, role: Role): Promise<string>;
  /** @returns the id of a new site */
  addSite(cookie: string): Promise<number>;
  close(): Promise<void>;
}

/** What the routes stand on, with the engines and the clock of a test. */
export function testParts(of: {
  database: Database;
  warehouse: Warehouse;
  now: () => number;
  officers?: 'two' | 'one';
  reverseDns?: 'officer' | 'off';
  troubles?: ApiParts['troubles'];
}): ApiParts {
  // Receivers of tests are on loopback.
  const targets = openTargets(['127.0.0.0/8']);
  return {
    database: of.database,
    warehouse: of.warehouse,
    tracker: { url: 'https://in.example/1/clearpane.js', integrity: 'sha384-abc' },
    ingestUrl: 'https://in.example',
    officers: of.officers ?? 'two',
    // The real one reads the tables of names; here a name is its id.
    identify: (name, country) => ({ id: idOf(`${name}\n${country}`), kind: 'business' }),
    register: [
      { country: 'GB', kind: 'business', organizations: 900 },
      { country: 'GB', kind: 'education', organizations: 40 },
      { country: 'MT', kind: 'business', organizations: 3 },
    ],
    reverseDns: of.reverseDns ?? 'officer',
    deliveries: {
      database: of.database,
      publicUrl: 'http://localhost:4000',
      targets,
      post: openPost(targets),
      mailer: null,
      unsubscribeKey: UNSUBSCRIBE_KEY,
      now: of.now,
      random: () => 0.5,
    },
    troubles: of.troubles ?? (() => []),
    now: of.now,
  };
}

export async function openTestApi(options: {
  now: () => number;
  officers?: 'two' | 'one';
  reverseDns?: 'officer' | 'off';
  troubles?: ApiParts['troubles'];
}): Promise<TestApi> {
  const directory = await mkdtemp(join(tmpdir(), 'clearpane-api-'));
  await mkdir(join(directory, 'dashboard/assets'), { recursive: true });
  await writeFile(join(directory, 'dashboard/index.html'), '<meta name="csp-nonce" content="%NONCE%">');
  const [database, warehouse] = await Promise.all([
    openMigratedDatabase(),
    openEmbeddedWarehouse({ path: join(directory, 'warehouse') }),
  ]);
  const app = await apiServer({
    parts: testParts({ database, warehouse, ...options }),
    secret: 'a-secret-for-tests-with-enough-length-0123456789',
    publicUrl: 'http://localhost:4000',
    dashboard: join(directory, 'dashboard'),
    version: '0.0.0',
    trustedProxies: [],
  });
  await app.ready();

  const call: TestApi['call'] = (method, url, { payload, cookie, headers } = {}) =>
    app.inject({
      method,
      url,
      headers: {
        host: 'localhost:4000',
        origin: 'http://localhost:4000',
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
      ...(payload ? { payload } : {}),
    });
  const token = await issueFirstRunToken(database);
  const first = { token, name: 'Olga', email: 'olga@example.org', password: PASSWORD };
  const owner = cookieOf(await call('POST', '/v1/setup', { payload: first }));

  return {
    app,
    database,
    warehouse,
    owner,
    call,
    join: async (name, role) => {
      const email = `${name}@example.org`;
      const person = { name, email, role, password: PASSWORD };
      await call('POST', '/v1/people', { payload: person, cookie: owner });
      return cookieOf(await call('POST', '/v1/session', { payload: { email, password: PASSWORD } }));
    },
    addSite: async (cookie) => {
      const payload = { name: 'Shop', domains: ['https://WWW.Shop.example/path', 'shop.example'] };
      const made = await call('POST', '/v1/sites', { payload, cookie });
      if (made.statusCode !== 201) throw new Error(`no site: ${made.body}`);
      return made.json().id;
    },
    close: async () => {
      await app.close();
      await warehouse.close();
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}

const idOf = (text: string): string =>
  createHash('sha256').update(text).digest().readBigUInt64BE(0).toString();

const cookieOf = (answer: LightMyRequestResponse): string =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
