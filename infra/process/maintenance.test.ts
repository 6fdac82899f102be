import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogEntry } from '../../policy/event.ts';
import { HOUR } from '../../policy/time.ts';
import { openEmbeddedDatabase } from '../database/embedded.ts';
import { migrateDatabase } from '../database/migrate.ts';
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
  const database = await openEmbeddedDatabase({ path: null });
  closing.add('database', () => database.close());
  await migrateDatabase(database);
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

test('what arrives in the warehouse after its site was removed goes within seconds; counts without a site stay', async () => {
  const { db } = engines.database;
  const { id: site } = await db
    .insertInto('sites')
    .values({ key: 'k', name: 'Site', domains: '[]', demo: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
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
  expect(errors).toEqual([]);
});
