import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import type { Database } from '../../database/database.ts';
import { readMove } from '../../database/engine-move.ts';
import { headsInTopic } from '../../log/kafka/refill.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { openDatabase, openWarehouseOnServer } from '../engines.ts';
import { KAFKA, notReached } from '../reach.ts';
import { type Closing, StartError } from '../stop.ts';
import { databaseTables } from './database-tables.ts';
import type { Plan } from './plan.ts';
import { movingTables } from './warehouse-tables.ts';

/** The servers that an installation moves to. */
export interface Target {
  database: Database;
  warehouse: Warehouse;
  /** A move that was begun. */
  move: Awaited<ReturnType<typeof readMove<Plan>>>;
}

/** A process that was ended a moment ago may still be leaving, milliseconds. */
const LEAVING_MS = 10_000;

/** @throws StartError when a server can not be reached, somebody uses them, or they hold something else */
export async function openTarget(config: Config, source: string, closing: Closing): Promise<Target> {
  for (const [setting, value] of [
    ['CLEARPANE_KAFKA_BROKERS', config.kafkaBrokers[0]],
    ['CLEARPANE_CLICKHOUSE_URL', config.clickhouseUrl],
    ['CLEARPANE_DATABASE_URL', config.databaseUrl],
    ['CLEARPANE_SECRET_FILE', config.secretFile],
  ] as const) {
    if (!value) throw new StartError(`Moving needs to know where to. Set ${setting}.`);
  }
  // One connection, so that every other one is somebody else's.
  const database = await openDatabase({ ...config, databasePool: 1 }, null, () => undefined);
  closing.add('database on the server', () => database.close());
  await expectNobodyElse(database);
  const warehouse = await openWarehouseOnServer(config);
  closing.add('warehouse on the server', () => warehouse.close());
  const move = await readMove<Plan>(database);
  if (move === null) {
    await expectEmpty(config, { database, warehouse });
  } else if (move.source !== source) {
    throw new StartError(
      'Another installation was moved to this database, or this one before it was started again. ' +
        'Empty the database, the warehouse and the topic, or name others.',
    );
  }
  return { database, warehouse, move };
}

async function expectNobodyElse({ db }: Database): Promise<void> {
  for (const until = performance.now() + LEAVING_MS; ; await delay(250)) {
    const { rows } = await sql<{ others: number }>`
      SELECT count(*) AS others FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'clearpane' AND pid <> pg_backend_pid()`.execute(
      db,
    );
    if (rows[0]?.others === 0) return;
    if (performance.now() > until) {
      throw new StartError(
        'A Clearpane is running on the servers. End all its processes before moving to them.',
      );
    }
  }
}

async function expectEmpty(config: Config, { database, warehouse }: Omit<Target, 'move'>): Promise<void> {
  const tables = await databaseTables(database);
  for (const name of ['sites', 'user']) {
    if (!tables.some((table) => table.name === name)) continue;
    const { rows } = await sql`SELECT 1 FROM ${sql.table(name)} LIMIT 1`.execute(database.db);
    if (rows.length > 0) throw notEmpty('database', 'CLEARPANE_DATABASE_URL');
  }
  for (const { name } of await movingTables(warehouse)) {
    if ((await warehouse.query(`SELECT 1 FROM ${name} LIMIT 1`)).length > 0) {
      throw notEmpty('warehouse', 'CLEARPANE_CLICKHOUSE_URL');
    }
  }
  const heads = await headsInTopic(config).catch((cause: unknown) => {
    throw notReached(KAFKA, cause);
  });
  if (heads.some((head) => head > 0)) throw notEmpty('topic', 'CLEARPANE_KAFKA_TOPIC');
}

const notEmpty = (what: string, setting: string): StartError =>
  new StartError(
    `The ${what} is not empty: it belongs to another installation. Empty it, or set ${setting} to another.`,
  );
