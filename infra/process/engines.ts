import type { LogEntry } from '../../policy/event.ts';
import { HOUR } from '../../policy/time.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { openEmbeddedDatabase } from '../database/embedded.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { openServerDatabase } from '../database/server.ts';
import { openEmbeddedLog } from '../log/embedded.ts';
import type { EventLog } from '../log/log.ts';
import { openEmbeddedWarehouse } from '../warehouse/embedded.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { DataDirectory } from './data-directory.ts';
import { directoryInUse } from './lock.ts';
import { type Closing, StartError } from './stop.ts';

/** The three engines that everything stands on. */
export interface Engines {
  log: EventLog<LogEntry>;
  warehouse: Warehouse;
  database: Database;
}

export async function openEngines(
  options: {
    config: Config;
    directory: DataDirectory;
    now: () => number;
    /** An engine met trouble and goes on. */
    onError: (engine: string, error: unknown) => void;
  },
  closing: Closing,
): Promise<Engines> {
  const { config, directory, now, onError } = options;
  // The warehouse first: it holds a lock of the operating system on its directory.
  const warehouse = await openEmbeddedWarehouse({ path: directory.warehouse }).catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code === 'CHDB_CONNECTION') throw directoryInUse(directory.root, cause);
    throw cause;
  });
  closing.add('warehouse', () => warehouse.close());
  const database = await openDatabase(config, directory, (error) => onError('database', error));
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

async function openDatabase(
  { databaseUrl, databasePool }: Config,
  directory: DataDirectory,
  onError: (error: unknown) => void,
): Promise<Database> {
  if (databaseUrl === null) return openEmbeddedDatabase({ path: directory.database });
  try {
    return await openServerDatabase({ url: databaseUrl, pool: databasePool, onError });
  } catch (cause) {
    throw notReached('PostgreSQL', 'CLEARPANE_DATABASE_URL', cause);
  }
}

/** The address is not repeated: there may be a password in it. */
function notReached(engine: string, setting: string, cause: unknown): StartError {
  return new StartError(`${engine} can not be used: ${messageOf(cause)}. Check ${setting}.`, { cause });
}

/** Of an address with several machines behind it, the first reason. */
function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return messageOf(cause.errors[0]);
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
