import { setTimeout as delay } from 'node:timers/promises';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { NewerDataError } from '../newer-data.ts';
import { type Dialect, oneServer } from './dialect.ts';

/** How often it is asked whether copies have caught up, and how many times. */
const SETTLING_MS = 100;
const SETTLING_TRIES = 100;

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
      await this.#client.command({
        query: statement,
        query_params: parameters,
        clickhouse_settings: this.#dialect.settings,
      });
    }
  }

  /**
   * What a query finds in a table that must not miss what was acknowledged a moment ago, whichever copies answer. Rows may
   * come once from each copy.
   *
   * @param query made of what it reads from
   * @throws Error when a shard has no copy that answers
   */
  async everywhere<Row>(
    table: string,
    query: (copies: string) => string,
    parameters: Record<string, unknown> = {},
  ): Promise<Row[]> {
    const reachable = this.#dialect.reachable(table);
    if (reachable !== null) await this.query(reachable);
    // A copy that is away has nothing that none of the others has.
    return this.#ask(query(this.#dialect.everywhere(table)), parameters, { skip_unavailable_shards: 1 });
  }

  /**
   * Resolves when every copy of a table that answers has what was acknowledged before, so that a query may ask any of
   * them.
   *
   * @throws Error when one is behind for long
   */
  async settled(table: string): Promise<void> {
    const behind = this.#dialect.behind(table);
    if (behind === null) return;
    for (let tries = 1; ; tries += 1) {
      const copies = await this.#ask(behind, {}, { skip_unavailable_shards: 1 });
      if (copies.length === 0) return;
      if (tries === SETTLING_TRIES) throw new Error(`${copies.length} copies of ${table} are behind.`);
      await delay(SETTLING_MS);
    }
  }

  async query<Row>(query: string, parameters: Record<string, unknown> = {}): Promise<Row[]> {
    return this.#ask(query, parameters, {});
  }

  async #ask<Row>(
    query: string,
    parameters: Record<string, unknown>,
    settings: ClickHouseSettings,
  ): Promise<Row[]> {
    const result = await this.#client.query({
      query,
      query_params: parameters,
      format: 'JSONEachRow',
      clickhouse_settings: {
        ...this.#dialect.settings,
        ...settings,
        output_format_json_quote_64bit_integers: 1,
      },
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
        ...this.#dialect.settings,
        insert_deduplicate: 1,
        insert_deduplication_token: token,
        async_insert: 0,
        // A batch is one part: were it split, a token would cover only a piece of it.
        max_insert_block_size: '1000000',
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
  // From all copies: one that knows of less would begin again, and a step may empty a table.
  const applied = await warehouse.everywhere<{ version: number }>(
    'schema_migrations',
    (copies) => `SELECT DISTINCT version FROM ${copies} ORDER BY version`,
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
