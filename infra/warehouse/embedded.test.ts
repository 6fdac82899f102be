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
