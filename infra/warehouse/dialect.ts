/** How statements are put to ClickHouse: to one server as they are written, to a cluster in its own words. */
export interface Dialect {
  /** What a statement that makes or changes tables becomes. */
  statements(statement: string): string[];
  /** A table as all of its copies have it, where one copy may not have heard yet what another was told. */
  everywhere(table: string): string;
  /** Settings of each insert. */
  readonly insert: Readonly<Record<string, string | number>>;
}

/** One server, or the engine in the process. */
export const oneServer: Dialect = {
  statements: (statement) => [statement],
  everywhere: (table) => table,
  insert: {},
};
