import { mkdir } from 'node:fs/promises';
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { migrations } from './migrations.ts';
import { migrateWarehouse, Warehouse } from './warehouse.ts';

/** ClickHouse within this process. One process owns a directory. */
export async function openEmbeddedWarehouse(options: { path: string }): Promise<Warehouse> {
  await mkdir(options.path, { recursive: true });
  const client = createClient({ connection: createChdbConnection({ path: options.path }) });
  await client.command({ query: 'CREATE DATABASE IF NOT EXISTS clearpane' });
  await client.command({ query: 'USE clearpane' });
  const warehouse = new Warehouse(client);
  await migrateWarehouse(warehouse, migrations);
  return warehouse;
}
