import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../infra/config.ts';
import type { Database } from '../../infra/database/database.ts';
import { openEmbeddedDatabase } from '../../infra/database/embedded.ts';
import { openServerDatabase } from '../../infra/database/server.ts';
import { freePorts } from '../../infra/engines/free-ports.ts';
import { openKafkaLog } from '../../infra/log/kafka/kafka.ts';
import type { LogEntryAt } from '../../infra/log/log.ts';
import { openEmbeddedWarehouse } from '../../infra/warehouse/embedded.ts';
import { openServerWarehouse } from '../../infra/warehouse/server.ts';
import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import { freshDatabase, freshTopic, freshWarehouse, type Side } from './engines.ts';
import { layDatabase } from './prepared-database.ts';

/** Clearpane as a user starts it: a process of its own on a data directory of its own. */
export interface Product {
  readonly data: string;
  readonly dashboard: string;
  readonly ingest: string;
  readonly pid: number;
  /** First-run link; null when there is an account. */
  readonly setup: string | null;
  /** Everything it printed, both streams. */
  output(): string;
  /** @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Finished {
  code: number | null;
  output: string;
  milliseconds: number;
}

/** Settings that say where the engines of a data directory are; none where they are in it. */
const engineSettings = new Map<string, Record<string, string>>();

interface Directory {
  path: string;
  remove: () => Promise<void>;
}

/**
 * As {@link emptyDirectory}, with the database that a first start makes where it is embedded.
 */
export async function dataDirectory(
  side: Side = 'embedded',
  partitions = 3,
  broker?: string,
): Promise<Directory> {
  const directory = await emptyDirectory(side, partitions, broker);
  if (side === 'embedded') await layDatabase(join(directory.path, 'database'));
  return directory;
}

/**
 * A directory of its own, and on the distributed side a database, a warehouse and a topic of its own.
 *
 * @param broker `host:port` of another broker than the one that tests share
 */
export async function emptyDirectory(
  side: Side = 'embedded',
  partitions = 3,
  broker?: string,
): Promise<Directory> {
  const path = await mkdtemp(join(tmpdir(), 'clearpane-'));
  if (side === 'distributed') {
    const { kafkaBrokers, kafkaTopic } = freshTopic(partitions);
    engineSettings.set(path, {
      CLEARPANE_DATABASE_URL: await freshDatabase(),
      CLEARPANE_CLICKHOUSE_URL: freshWarehouse(),
      CLEARPANE_KAFKA_BROKERS: broker ?? kafkaBrokers.join(),
      CLEARPANE_KAFKA_TOPIC: kafkaTopic,
      CLEARPANE_KAFKA_PARTITIONS: String(partitions),
    });
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** How a process that uses a data directory is configured. */
export const settingsOf = (data: string): Record<string, string> => ({
  CLEARPANE_DATA: data,
  ...engineSettings.get(data),
});

/** The database of a data directory that no process uses, or of one on the distributed side. */
export async function openDatabaseOf(data: string): Promise<Database> {
  const { databaseUrl: url } = readConfig(settingsOf(data));
  return url === null
    ? openEmbeddedDatabase({ path: join(data, 'database') })
    : openServerDatabase({ url, pool: 2, onError: () => undefined });
}

/** The warehouse of a data directory that no process uses, or of one on the distributed side. */
export async function openWarehouseOf(data: string): Promise<Warehouse> {
  const { clickhouseUrl: url } = readConfig(settingsOf(data));
  return url === null
    ? openEmbeddedWarehouse({ path: join(data, 'warehouse') })
    : openServerWarehouse({ url, cluster: null });
}

/** All that the warehouse keeps, and what brokers keep: their files are compressed, so that searching those says little. */
export async function storedText(data: string): Promise<string> {
  const warehouse = await openWarehouseOf(data);
  const tables = await warehouse.query<{ name: string }>('SHOW TABLES');
  const rows = await Promise.all(tables.map(({ name }) => warehouse.query(`SELECT * FROM ${name}`)));
  await warehouse.close();
  return JSON.stringify(rows) + JSON.stringify(await brokerRecords(data));
}

/** What brokers keep, in order of the partitions; none on the embedded side. */
export async function brokerRecords(data: string): Promise<LogEntryAt<unknown>[]> {
  const settings = readConfig(settingsOf(data));
  if (settings.kafkaBrokers.length === 0) return [];
  const log = await openKafkaLog({ settings, retention: 3_600_000, onError: () => undefined });
  const found: LogEntryAt<unknown>[] = [];
  const read = new Set<number>();
  const subscription = log.subscribe('search', async (partition, signal) => {
    const range = { from: partition.oldest(), to: partition.head() };
    for await (const { entries } of partition.slice(range)) found.push(...entries);
    read.add(partition.id);
    await once(signal, 'abort');
  });
  while (read.size < settings.kafkaPartitions) await Promise.race([delay(50), subscription.done]);
  await subscription.close();
  await log.close();
  return found;
}

function launch(
  args: string[],
  environment: Record<string, string>,
  within: readonly string[] = [],
): { child: ChildProcess; output: () => string } {
  const [command = '', ...rest] = [...within, process.execPath, 'infra/start.mjs', ...args];
  const child = spawn(command, rest, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  return { child, output: () => output };
}

/** Where a process runs that has a network of its own. */
export interface Elsewhere {
  /** Address that it listens on. */
  host: string;
  /** What comes before the command. */
  within: readonly string[];
}

/** Starts and waits until the three lines are printed. @throws when it ends before */
export async function startProduct(
  data: string,
  options: { args?: string[]; environment?: Record<string, string>; elsewhere?: Elsewhere } = {},
): Promise<Product> {
  const { host, within } = options.elsewhere ?? { host: '127.0.0.1', within: [] };
  const [port = 0, ingestPort = 0] = await freePorts(2);
  const settings = {
    ...settingsOf(data),
    CLEARPANE_PORT: String(port),
    CLEARPANE_INGEST_PORT: String(ingestPort),
    ...options.environment,
  };
  const { child, output } = launch(options.args ?? ['--no-demo'], settings, within);
  const exited = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (/^Data {2,}/m.test(output())) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output()}`)));
  });
  return {
    data,
    dashboard: `http://localhost:${port}`,
    ingest: `http://${host}:${ingestPort}`,
    pid: child.pid ?? 0,
    setup: /^Dashboard\s+(\S+#token=\S+)/m.exec(output())?.[1] ?? null,
    output,
    stop: async (signal = 'SIGINT') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

/** Runs one role alone. */
export const startRole = (
  data: string,
  role: 'ingest' | 'writer' | 'alerts' | 'api',
  environment: Record<string, string>,
  elsewhere?: Elsewhere,
): Promise<Product> => startProduct(data, { args: [role], environment, ...(elsewhere ? { elsewhere } : {}) });

/** Runs until it ends by itself. */
export async function runToEnd(args: string[], environment: Record<string, string>): Promise<Finished> {
  const began = performance.now();
  const { child, output } = launch(args, environment);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output(), milliseconds: performance.now() - began };
}
