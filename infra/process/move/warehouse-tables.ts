import type { Warehouse } from '../../warehouse/warehouse.ts';

/** What moving needs to know of a table of the warehouse; the warehouse itself says it. */
export interface MovingTable {
  name: string;
  columns: readonly [string, ...string[]];
  /** Column whose day places a row, or null. */
  day: string | null;
  /** Columns that tell rows apart; a row of a summing table is whatever has the same. */
  key: readonly string[];
  /** Columns that add up where all others are equal. */
  sums: readonly string[];
  /** Of rows with one key the newest counts, by this column. */
  newest: string | null;
  /** What of it is kept, in SQL: rows whose time is over are not carried along. */
  kept: (margin: string) => string;
}

/** What is written anew on the servers and not copied: places in the log, and the schema itself. */
const NOT_COPIED = ['log_batches', 'schema_migrations'];

interface Described {
  name: string;
  engine_full: string;
  partition_key: string;
  sorting_key: string;
}

/** Every table that holds something collected; a table that a later schema adds is among them. */
export async function movingTables(warehouse: Pick<Warehouse, 'query'>): Promise<MovingTable[]> {
  const tables = await warehouse.query<Described>(
    `SELECT name, engine_full, partition_key, sorting_key FROM system.tables
     WHERE database = currentDatabase() ORDER BY name`,
  );
  const moving: MovingTable[] = [];
  for (const { name, engine_full, partition_key, sorting_key } of tables) {
    if (NOT_COPIED.includes(name)) continue;
    const columns = await warehouse.query<{ name: string }>(
      `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {name:String} ORDER BY position`,
      { name },
    );
    moving.push({
      name,
      columns: columns.map((column) => column.name) as [string, ...string[]],
      day: /^toYYYYMM\((\w+)\)$/.exec(partition_key)?.[1] ?? null,
      key: sorting_key.split(', '),
      sums: words(/^SummingMergeTree\(+([\w, ]+)\)/.exec(engine_full)?.[1]),
      newest: /^ReplacingMergeTree\((\w+)\)/.exec(engine_full)?.[1] ?? null,
      kept: keptIn(engine_full),
    });
  }
  return moving;
}

const words = (list: string | undefined): string[] => (list === undefined ? [] : list.split(', '));

/** `TTL a + toIntervalDay(30) WHERE b, c + toIntervalMonth(6)` turned into what is not over. */
function keptIn(engine: string): MovingTable['kept'] {
  const [, rules = ''] = / TTL (.+?)(?: SETTINGS |$)/.exec(engine) ?? [];
  const over = [
    ...rules.matchAll(/(\w+) \+ (toInterval\w+\(\d+\))(?: DELETE)?(?: WHERE (.+?))?(?=, \w+ \+ |$)/g),
  ];
  return (margin) =>
    [
      '1',
      ...over.map(
        ([, column, span, where = '1']) => `NOT (${where} AND ${column} + ${span} < now() + ${margin})`,
      ),
    ].join(' AND ');
}
