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
  endAtOnceWhenAborted();
  const client = createClient({ connection });
  await client.command({ query: 'CREATE DATABASE IF NOT EXISTS clearpane' });
  await client.command({ query: 'USE clearpane' });
  return new Warehouse(client);
}

/**
 * The library catches the signal by which Node ends a process that is out of memory, and sleeps for minutes to let a
 * logger finish that is not there: the ports and the directory stay taken. Whoever stops listening for a signal brings
 * back what the system does by default.
 */
function endAtOnceWhenAborted(): void {
  const listener = (): void => undefined;
  process.on('SIGABRT', listener);
  process.off('SIGABRT', listener);
}
