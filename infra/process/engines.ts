import type { LogEntry } from '../../policy/event.ts';
import { HOUR } from '../../policy/time.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { openEmbeddedDatabase } from '../database/embedded.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { openEmbeddedLog } from '../log/embedded.ts';
import type { EventLog } from '../log/log.ts';
import { openEmbeddedWarehouse } from '../warehouse/embedded.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { DataDirectory } from './data-directory.ts';
import { directoryInUse } from './lock.ts';
import type { Closing } from './stop.ts';

/** The three engines that everything stands on. */
export interface Engines {
  log: EventLog<LogEntry>;
  warehouse: Warehouse;
  database: Database;
}

export async function openEngines(
  options: { config: Config; directory: DataDirectory; now: () => number },
  closing: Closing,
): Promise<Engines> {
  const { config, directory, now } = options;
  // The warehouse first: it holds a lock of the operating system on its directory.
  const warehouse = await openEmbeddedWarehouse({ path: directory.warehouse }).catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code === 'CHDB_CONNECTION') throw directoryInUse(directory.root, cause);
    throw cause;
  });
  closing.add('warehouse', () => warehouse.close());
  const database = await openEmbeddedDatabase({ path: directory.database });
  closing.add('database', () => database.close());
  await migrateDatabase(database);
  const log = await openEmbeddedLog<LogEntry>({
    path: directory.log,
    retention: config.logRetentionHours * HOUR,
    now,
  });
  closing.add('log', () => log.close());
  return { log, warehouse, database };
}
