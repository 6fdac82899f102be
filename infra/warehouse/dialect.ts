import type { ClickHouseSettings } from '@clickhouse/client';

/** How statements are put to ClickHouse: to one server as they are written, to a cluster in its own words. */
export interface Dialect {
  /** What a statement that makes or changes tables becomes. */
  statements(statement: string): string[];
  /** A table as all of its copies have it, where one copy may not have heard yet what another was told. */
  everywhere(table: string): string;
  /** Fails where no copy of some rows of a table answers; null where there is one server only. */
  reachable(table: string): string | null;
  /** Asks which copies of a table have not taken in yet what was acknowledged before; null where there is one copy only. */
  behind(table: string): string | null;
  /** Settings of all that is asked and written. */
  readonly settings: ClickHouseSettings;
}

/** One server, or the engine in the process. */
export const oneServer: Dialect = {
  statements: (statement) => [statement],
  everywhere: (table) => table,
  reachable: () => null,
  behind: () => null,
  settings: {},
};
