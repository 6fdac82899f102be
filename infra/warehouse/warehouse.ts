import { setTimeout as delay } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { NewerDataError } from '../newer-data.ts';
import { type Dialect, oneServer } from './dialect.ts';

/** A table, its columns in the order in which rows carry them, and the rows. */
export interface Rows {
  table: string;
  columns: readonly [string, ...string[]];
  rows: readonly (readonly unknown[])[];
}

/**
 * ClickHouse, in the process or on a server: the same client, the same SQL. 64-bit integers come back as
 * strings, times as `YYYY-MM-DD hh:mm:ss` in UTC unless a query asks for numbers.
 */
export class Warehouse {
  readonly #client: ClickHouseClient;
  readonly #dialect: Dialect;

  constructor(client: ClickHouseClient, dialect: Dialect = oneServer) {
    this.#client = client;
    this.#dialect = dialect;
  }

  /** Makes or changes tables, or the rows in them. */
  async command(query: string, parameters: Record<string, unknown> = {}): Promise<void> {
    for (const statement of this.#dialect.statements(query)) {
      await this.#client.command({ query: statement, query_params: parameters });
    }
  }

  /** A table for a query that must not miss what was acknowledged a moment ago, whichever copy answers. */
  everywhere(table: string): string {
    return this.#dialect.everywhere(table);
  }

  async query<Row>(query: string, parameters: Record<string, unknown> = {}): Promise<Row[]> {
    const result = await this.#client.query({
      query,
      query_params: parameters,
      format: 'JSONEachRow',
      clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
    });
    return result.json<Row>();
  }

  /**
   * Inserts and resolves when the rows are on disk. A second insert into the same table with the same token
   * does nothing, so that an insert whose answer was lost can be repeated.
   */
  async insert({ table, columns, rows }: Rows, token: string): Promise<void> {
    if (rows.length === 0) return;
    await this.#client.insert({
      table,
      columns: [...columns] as [string, ...string[]],
      values: rows,
      format: 'JSONCompactEachRow',
      clickhouse_settings: {
        insert_deduplicate: 1,
        insert_deduplication_token: token,
        async_insert: 0,
        // A batch is one part: were it split, a token would cover only a piece of it.
        max_insert_block_size: '1000000',
        ...this.#dialect.insert,
      },
    });
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

/** Numbered steps of the schema. A step is never changed once it was released; a new one follows it. */
export interface WarehouseMigration {
  version: number;
  name: string;
  statements: string[];
}

/**
 * Brings the schema up to date.
 *
 * @throws NewerDataError when the data were written by a newer Clearpane
 */
export async function migrateWarehouse(
  warehouse: Warehouse,
  migrations: readonly WarehouseMigration[],
): Promise<void> {
  if (!(await hasMigrations(warehouse)))
    await warehouse.command(
      `CREATE TABLE IF NOT EXISTS schema_migrations (version UInt32, name String, applied_at DateTime DEFAULT now())
     ENGINE = MergeTree ORDER BY version SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
    );
  const applied = await warehouse.query<{ version: number }>(
    'SELECT DISTINCT version FROM schema_migrations ORDER BY version',
  );
  const known = new Set(migrations.map((migration) => migration.version));
  const newer = applied.find(({ version }) => !known.has(version));
  if (newer) throw new NewerDataError('warehouse', String(newer.version));
  const done = new Set(applied.map(({ version }) => version));
  for (const { version, name, statements } of migrations) {
    if (done.has(version)) continue;
    for (const statement of statements) await warehouse.command(statement);
    const row = {
      table: 'schema_migrations',
      columns: ['version', 'name'] as const,
      rows: [[version, name]],
    };
    await patiently(() => warehouse.insert(row, `migration-${version}`));
  }
}

/** Who may only read can not make the table, and need not once it is there. */
async function hasMigrations(warehouse: Warehouse): Promise<boolean> {
  const [row] = await warehouse.query<{ result: number }>('EXISTS TABLE schema_migrations');
  return row?.result === 1;
}

/** Copies of a table that was just made need a moment until they take part. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 20) throw error;
      await delay(250);
    }
  }
}
