import { mkdir } from 'node:fs/promises';
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { migrations } from './migrations.ts';
import { migrateWarehouse, Warehouse } from './warehouse.ts';

type CustomConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

/** ClickHouse within this process, with the newest schema. One process owns a directory. */
export async function openEmbeddedWarehouse(options: { path: string }): Promise<Warehouse> {
  const warehouse = await openEmbeddedWarehouseAsItIs(options);
  await migrateWarehouse(warehouse, migrations);
  return warehouse;
}

/** With the schema that it has. */
export async function openEmbeddedWarehouseAsItIs(options: { path: string }): Promise<Warehouse> {
  await mkdir(options.path, { recursive: true });
  // Both packages declare the same interface from different copies of its types.
  const connection = createChdbConnection({ path: options.path }) as unknown as CustomConnection;
  const client = createClient({ connection });
  await client.command({ query: 'CREATE DATABASE IF NOT EXISTS clearpane' });
  await client.command({ query: 'USE clearpane' });
  return new Warehouse(client);
}
