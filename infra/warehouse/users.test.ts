import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rollupHistory } from '../../alerts/rollup-history.ts';
import { PlanBook } from '../../ingest/writer/plans.ts';
import { writtenUpTo } from '../../ingest/writer/writer.ts';
import { SIDES } from '../../tests/support/sides.ts';
import { readUsers, statementsOf, usersFile } from '../../tests/support/warehouse-users.ts';
import { clickhouseEngine } from '../engines/clickhouse.ts';
import type { Engine } from '../engines/engine.ts';
import { freePorts } from '../engines/free-ports.ts';
import { migrations } from './migrations.ts';
import { moveOrganization } from './organization-moves.ts';
import { QUARTER_COLUMNS } from './quarter-columns.ts';
import { openServerWarehouse } from './server.ts';
import { tablesOf } from './tables-of.fixture.ts';
import { migrateWarehouse, type Warehouse } from './warehouse.ts';

const script = await readFile('infra/warehouse/users.sql', 'utf8');
const users = readUsers(script);
const TABLES = [
  ...new Set(
    migrations
      .flatMap(({ statements }) => statements)
      .flatMap(
        (statement) => /^CREATE (?:OR REPLACE )?TABLE (?:IF NOT EXISTS )?(\w+)/.exec(statement)?.[1] ?? [],
      ),
  ),
  'schema_migrations',
];

/** Where the work of each role begins. */
const WORK = {
  ingest: `export * from './ingest/server.ts';
    export * from './ingest/load-sites.ts';
    export * from './ingest/visitors/register.ts';
    export * from './ingest/contact/contact-routes.ts';`,
  alerts: `export { startAlerts, startDeliveries } from './infra/process/roles.ts';`,
  api: `export { startApi } from './infra/process/servers.ts';
    export { startMaintenance } from './infra/process/maintenance.ts';
    export { startMatchMoves } from './infra/process/match-moves.ts';
    export { startRouting } from './infra/process/routing.ts';`,
};
const RIGHTS = ['SELECT', 'INSERT', 'ALTER DELETE'] as const;

/** Tables on which a user has a right. */
function granted(role: string, right: string): string[] {
  const user = users.find(({ name }) => name === `clearpane_${role}`);
  const on = user?.grants.filter(({ rights }) => rights.includes(right)).map((each) => each.on) ?? [];
  return TABLES.filter((table) => on.includes('clearpane.*') || on.includes(`clearpane.${table}`)).sort();
}

test.each(Object.entries(WORK))('%s may do what its statements do, and no more', async (role, entry) => {
  const touched = await tablesOf(entry, TABLES);
  // Each process looks whether the schema is as new as itself.
  touched.SELECT = [...touched.SELECT, 'schema_migrations'].sort();
  for (const right of RIGHTS) {
    expect(granted(role, right), `${right} of ${role}`).toEqual(expect.arrayContaining(touched[right]));
  }
  // The API may read all tables and remove rows from them; whatever else is granted is used.
  const exact = role === 'api' ? (['INSERT'] as const) : RIGHTS;
  for (const right of exact) expect(granted(role, right), `${right} of ${role}`).toEqual(touched[right]);
});

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);
describe.skipIf(skipped)('users with the least rights, on a server', () => {
  let directory: string;
  let engine: Engine;
  let administrator: Warehouse;
  const opened = new Map<string, Warehouse>();
  /** The warehouse as a role sees it. */
  const as = (role: string): Warehouse => {
    const found = opened.get(role);
    if (!found) throw new Error(`${role} has not begun`);
    return found;
  };
  const open = async (role: string, password = `${role.toUpperCase()}_PASSWORD`): Promise<Warehouse> => {
    const url = Object.assign(new URL('/clearpane', engine.address), {
      username: `clearpane_${role}`,
      password,
    });
    const warehouse = await openServerWarehouse({ url: url.href, cluster: null });
    opened.set(role, warehouse);
    await migrateWarehouse(warehouse, migrations);
    return warehouse;
  };
  const NOT_ALLOWED = { type: expect.stringMatching(/ACCESS_DENIED|READONLY/) };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clearpane-users-'));
    const [port = 0, nativePort = 0] = await freePorts(2);
    engine = clickhouseEngine({ directory, port, nativePort, users: usersFile(users, 'clearpane') });
    await engine.start();
    // What an administrator does before the first process starts.
    const url = new URL('/clearpane', engine.address).href;
    administrator = await openServerWarehouse({ url, cluster: null });
    for (const role of ['writer', 'ingest', 'alerts', 'api']) await open(role);
  });
  afterAll(async () => {
    await Promise.all([administrator, ...opened.values()].map((each) => each?.close()));
    await engine?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  test('each statement that makes them is one of ClickHouse', async () => {
    for (const statement of statementsOf(script)) {
      const read = administrator.query('SELECT formatQuery({statement:String})', { statement });
      await expect(read, statement).resolves.toHaveLength(1);
    }
  });

  test('another password is refused at once', async () => {
    await expect(open('alerts', 'wrong')).rejects.toMatchObject({ type: 'AUTHENTICATION_FAILED' });
  });

  test('the writer takes in, alerts read roll-ups, the API moves and removes', async () => {
    const plans = new PlanBook({ warehouse: as('writer'), partition: 0, elapsed: () => 0 });
    await plans.agree({ first: 0, next: 10 });
    const quarter = Math.floor(Date.now() / 900_000) * 900;
    await as('writer').insert(
      {
        table: 'organization_quarters',
        columns: QUARTER_COLUMNS,
        rows: [[1, '77', 0, quarter, true, 1, 3, 1]],
      },
      'a',
    );
    expect(await writtenUpTo(as('alerts'), 0)).toBe(10);
    const history = () => rollupHistory(as('alerts'), (quarter - 1) * 1000, (quarter + 1) * 1000);
    expect(await history()).toMatchObject([{ organization: '77', sessions: 1 }]);
    await moveOrganization(as('api'), { id: 5, from: '77', to: '88' }, async () => undefined);
    expect(await history()).toMatchObject([{ organization: '88', sessions: 1 }]);
    await as('api').command(
      'ALTER TABLE organization_quarters DELETE WHERE site = 1 SETTINGS mutations_sync = 1',
    );
    expect(await history()).toEqual([]);
  });

  test('nobody but the API and the writer reads a visit', async () => {
    for (const table of TABLES) {
      const readers = [];
      for (const role of ['ingest', 'alerts', 'writer', 'api']) {
        const read = as(role).query(`SELECT * FROM ${table} LIMIT 1`);
        if (granted(role, 'SELECT').includes(table)) readers.push(await read.then(() => role));
        else await expect(read, `${role} reads ${table}`).rejects.toMatchObject(NOT_ALLOWED);
      }
      expect(readers).toEqual(expect.arrayContaining(['writer', 'api']));
    }
  });

  test('who reads only writes nothing, and nobody but the writer changes the schema', async () => {
    for (const role of ['ingest', 'alerts']) {
      for (const statement of [
        'ALTER TABLE log_batches DELETE WHERE 1',
        'INSERT INTO organization_quarters (site) VALUES (1)',
        'DROP TABLE organization_quarters',
      ]) {
        await expect(as(role).command(statement), statement).rejects.toMatchObject(NOT_ALLOWED);
      }
    }
    for (const statement of ['DROP TABLE events', 'CREATE TABLE more (id UInt64) ENGINE = Memory']) {
      await expect(as('api').command(statement)).rejects.toMatchObject(NOT_ALLOWED);
    }
    await expect(as('writer').command('DROP DATABASE clearpane')).rejects.toMatchObject(NOT_ALLOWED);
  });

  test('no query gets more than its user has', async () => {
    for (const { name, settings } of users) {
      const role = name.replace('clearpane_', '');
      for (const setting of ['max_memory_usage', 'max_execution_time']) {
        const most = settings.find((each) => each.name === setting)?.most;
        const more = as(role).query(`SELECT 1 SETTINGS ${setting} = ${Number(most) + 1}`);
        await expect(more, `${role}: ${setting}`).rejects.toMatchObject({
          type: 'SETTING_CONSTRAINT_VIOLATION',
        });
      }
      const greedy = as(role).query(
        'SELECT groupArray(number) FROM numbers(100000000) SETTINGS max_memory_usage = 50000000',
      );
      await expect(greedy, role).rejects.toMatchObject({ type: 'MEMORY_LIMIT_EXCEEDED' });
    }
  });
});
