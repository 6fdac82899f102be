import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogEntry } from '../../policy/event.ts';
import { HOUR } from '../../policy/time.ts';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import { openEmbeddedLog } from '../log/embedded.ts';
import { openEmbeddedWarehouse } from '../warehouse/embedded.ts';
import type { Engines } from './engines.ts';
import { startMaintenance } from './maintenance.ts';
import { Closing } from './stop.ts';

const closing = new Closing();
let directory: string;
let engines: Engines;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clearpane-maintenance-'));
  const database = await openMigratedDatabase();
  closing.add('database', () => database.close());
  const warehouse = await openEmbeddedWarehouse({ path: join(directory, 'warehouse') });
  closing.add('warehouse', () => warehouse.close());
  const log = await openEmbeddedLog<LogEntry>({
    path: join(directory, 'log'),
    retention: 72 * HOUR,
    now: Date.now,
  });
  closing.add('log', () => log.close());
  engines = { database, warehouse, log };
});

afterAll(async () => {
  await closing.run((_name, error) => {
    throw error;
  });
  await rm(directory, { recursive: true });
});

const addSite = async (key: string): Promise<number> => {
  const site = { key, name: 'Site', domains: '[]', demo: true };
  const { db } = engines.database;
  return (await db.insertInto('sites').values(site).returning('id').executeTakeFirstOrThrow()).id;
};

test('what arrives after its site was removed goes within seconds, and so do notes whose time is over', async () => {
  const { db } = engines.database;
  const [site, other] = await Promise.all([addSite('removed'), addSite('other')]);
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  await db
    .insertInto('warming')
    .values({
      site_id: other,
      rule_id: 'r',
      organization_id: '1',
      organization_name: 'Example plc',
      rule_version: 1,
      since: new Date(0),
      until: new Date(0),
    })
    .execute();
  startMaintenance({ engines, now: Date.now, onError }, closing);

  await db.deleteFrom('sites').where('id', '=', site).execute();
  await engines.warehouse.insert(
    {
      table: 'refusals',
      columns: ['site', 'day', 'reason', 'count'],
      rows: [
        [site, '2026-01-01', 'B01', 1],
        [0, '2026-01-01', 'unknown_site', 1],
      ],
    },
    'late',
  );
  const sites = () => engines.warehouse.query('SELECT site FROM refusals ORDER BY site');
  await expect.poll(sites, { timeout: 15_000 }).toEqual([{ site: 0 }]);
  const warming = () => db.selectFrom('warming').selectAll().execute();
  await expect.poll(warming).toEqual([]);
  expect(errors).toEqual([]);
});
