import type { LogEntry } from '../../policy/event.ts';
import { HOUR } from '../../policy/time.ts';
import type { Config } from '../config.ts';
import { alone } from '../database/alone.ts';
import type { Database } from '../database/database.ts';
import { openEmbeddedDatabase } from '../database/embedded.ts';
import { expectNoUnfinishedMove } from '../database/engine-move.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { openServerDatabase } from '../database/server.ts';
import { openEmbeddedLog } from '../log/embedded.ts';
import { openKafkaLog } from '../log/kafka/kafka.ts';
import type { EventLog } from '../log/log.ts';
import { NewerDataError } from '../newer-data.ts';
import { openEmbeddedWarehouse } from '../warehouse/embedded.ts';
import { migrations } from '../warehouse/migrations.ts';
import { openServerWarehouse } from '../warehouse/server.ts';
import { migrateWarehouse, type Warehouse } from '../warehouse/warehouse.ts';
import type { DataDirectory } from './data-directory.ts';
import { directoryInUse } from './lock.ts';
import { CLICKHOUSE, KAFKA, notReached, POSTGRESQL, reach } from './reach.ts';
import type { Closing } from './stop.ts';

/** The three engines that everything stands on. */
export interface Engines {
  log: EventLog<LogEntry>;
  warehouse: Warehouse;
  database: Database;
}

export interface EngineOptions {
  config: Config;
  directory: DataDirectory;
  now: () => number;
  /** An engine met trouble and goes on. */
  onError: (engine: string, error: unknown) => void;
}

/** Whether an engine runs in this process, and its files belong to it alone. */
export const ownsData = ({ databaseUrl, clickhouseUrl, kafkaBrokers }: Config): boolean =>
  databaseUrl === null || clickhouseUrl === null || kafkaBrokers.length === 0;

/** Opens each where its setting says: on a server, or in this process. @throws StartError */
export async function openEngines(options: EngineOptions, closing: Closing): Promise<Engines> {
  const { config, directory, onError } = options;
  // An embedded warehouse first: it holds a lock of the operating system on its directory.
  const embedded = config.clickhouseUrl === null ? await openOwnWarehouse(directory) : null;
  if (embedded) closing.add('warehouse', () => embedded.close());
  const database = await openDatabase(config, directory.database, (error) => onError('database', error));
  closing.add('database', () => database.close());
  if (config.databaseUrl !== null) await expectNoUnfinishedMove(database);
  await migrateDatabase(database);
  const warehouse = embedded ?? (await openSharedWarehouse(config, database));
  if (embedded === null) closing.add('warehouse', () => warehouse.close());
  const log = await openLog(options);
  closing.add('log', () => log.close());
  return { log, warehouse, database };
}

async function openLog({ config, directory, now, onError }: EngineOptions): Promise<EventLog<LogEntry>> {
  const retention = config.logRetentionHours * HOUR;
  if (config.kafkaBrokers.length === 0) {
    return openEmbeddedLog<LogEntry>({ path: directory.log, retention, now });
  }
  const trouble = (error: unknown): void => onError('log', error);
  return reach(KAFKA, () => openKafkaLog<LogEntry>({ settings: config, retention, onError: trouble }));
}

function openOwnWarehouse(directory: DataDirectory): Promise<Warehouse> {
  return openEmbeddedWarehouse({ path: directory.warehouse }).catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code === 'CHDB_CONNECTION') throw directoryInUse(directory.root, cause);
    throw cause;
  });
}

/** Of processes that start together, one brings the schema up to date. */
async function openSharedWarehouse(config: Config, database: Database): Promise<Warehouse> {
  const warehouse = await openWarehouseOnServer(config);
  try {
    await alone(database, 'warehouse', () => migrateWarehouse(warehouse, migrations));
    return warehouse;
  } catch (cause) {
    await warehouse.close();
    if (cause instanceof NewerDataError) throw cause;
    throw notReached(CLICKHOUSE, cause);
  }
}

/** With the schema that it has. @throws StartError */
export const openWarehouseOnServer = ({ clickhouseUrl, clickhouseCluster }: Config): Promise<Warehouse> =>
  reach(CLICKHOUSE, () => openServerWarehouse({ url: clickhouseUrl ?? '', cluster: clickhouseCluster }));

/**
 * With the schema that it has.
 *
 * @param path of the embedded one
 * @throws StartError
 */
export async function openDatabase(
  { databaseUrl, databasePool }: Config,
  path: string | null,
  onError: (error: unknown) => void,
): Promise<Database> {
  if (databaseUrl === null) return openEmbeddedDatabase({ path });
  return reach(POSTGRESQL, () => openServerDatabase({ url: databaseUrl, pool: databasePool, onError }));
}
