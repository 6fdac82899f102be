import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbeddedWarehouse } from './embedded.ts';
import { migrations } from './migrations.ts';
import { migrateWarehouse, type Warehouse } from './warehouse.ts';

let directory: string;
let warehouse: Warehouse;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clearpane-warehouse-'));
  warehouse = await openEmbeddedWarehouse({ path: directory });
});

afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true });
});

const refusals = (...rows: unknown[][]) => ({
  table: 'refusals',
  columns: ['site', 'day', 'reason', 'count'] as const,
  rows,
});

test('an insert that is repeated with its token counts once, with another token again', async () => {
  const rows = refusals([1, '2026-11-24', 'X01', 3], [1, '2026-11-24', 'B01', 2]);
  await warehouse.insert(rows, 'a');
  await warehouse.insert(rows, 'a');
  await warehouse.insert(refusals([1, '2026-11-24', 'X01', 4]), 'b');
  const found = await warehouse.query(
    'SELECT reason, sum(count) AS count FROM refusals WHERE site = {site:UInt32} GROUP BY reason ORDER BY reason',
    { site: 1 },
  );
  expect(found).toEqual([
    { reason: 'B01', count: '2' },
    { reason: 'X01', count: '7' },
  ]);
});

test('parameters are values, never SQL, and 64-bit ids keep every digit', async () => {
  const nasty = `'; DROP TABLE refusals; -- \\ \u{1F600}`;
  const [row] = await warehouse.query<{ text: string; id: string }>(
    'SELECT {text:String} AS text, {id:UInt64} AS id',
    { text: nasty, id: '18446744073709551615' },
  );
  expect(row).toEqual({ text: nasty, id: '18446744073709551615' });
});

test('migrations run once; data of a newer version are refused with what to do', async () => {
  await migrateWarehouse(warehouse, migrations);
  const future = { version: 99, name: 'future', statements: [] };
  await migrateWarehouse(warehouse, [...migrations, future]);
  await expect(migrateWarehouse(warehouse, migrations)).rejects.toMatchObject({ code: 'newer_data' });
});

test('the last batch of each partition is kept, however long ago it was, and the ones before it are not', async () => {
  await warehouse.command('CREATE DATABASE older');
  await warehouse.command('USE older');
  try {
    await migrateWarehouse(warehouse, migrations.slice(0, 1));
    await warehouse.command('SYSTEM STOP TTL MERGES log_batches');
    const plan = (first: number, next: number) => [7, first, next, '2020-01-01 00:00:00.000'];
    const columns = ['partition', 'first', 'next', 'planned_at'] as const;
    await warehouse.insert({ table: 'log_batches', columns, rows: [plan(0, 10), plan(10, 30)] }, 'old');
    await migrateWarehouse(warehouse, migrations);
    // A start that was killed in the middle of it does it again.
    for (const statement of migrations[1]?.statements ?? []) await warehouse.command(statement);

    const rows = () =>
      warehouse.query('SELECT first, next FROM log_batches WHERE partition = 7 ORDER BY next');
    await warehouse.command('OPTIMIZE TABLE log_batches FINAL');
    expect(await rows()).toEqual([{ first: '10', next: '30' }]);
    await warehouse.insert({ table: 'log_batches', columns, rows: [plan(30, 31)] }, 'new');
    await warehouse.command('OPTIMIZE TABLE log_batches FINAL');
    expect(await rows()).toEqual([{ first: '30', next: '31' }]);
  } finally {
    await warehouse.command('USE clearpane');
    await warehouse.command('DROP DATABASE older');
  }
});

test('what is acknowledged is synced, and everything but the place in the log has an end', async () => {
  const tables = await warehouse.query<{ name: string; engine_full: string }>(
    "SELECT name, engine_full FROM system.tables WHERE database = 'clearpane' ORDER BY name",
  );
  const ends: Record<string, string[]> = {};
  for (const { name, engine_full: engine } of tables) {
    expect([name, engine]).toEqual([name, expect.stringContaining('fsync_after_insert = 1')]);
    expect([name, engine]).toEqual([name, expect.stringContaining('fsync_part_directory = 1')]);
    ends[name] = engine.match(/toInterval\w+\(\d+\)/g) ?? [];
  }
  expect(ends).toEqual({
    counts: ['toIntervalMonth(25)'],
    events: ['toIntervalDay(30)', 'toIntervalMonth(6)'],
    log_batches: [],
    match_outcomes: ['toIntervalMonth(13)'],
    organization_quarters: ['toIntervalMonth(24)'],
    organizations: ['toIntervalMonth(25)'],
    refusals: ['toIntervalMonth(13)'],
    schema_migrations: [],
  });
});
