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
