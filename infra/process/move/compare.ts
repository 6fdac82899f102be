import type { LogEntry } from '../../../policy/event.ts';
import type { Database } from '../../database/database.ts';
import type { EventLog } from '../../log/log.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { StartError } from '../stop.ts';
import { databaseTables, sumOfTable } from './database-tables.ts';
import type { Progress } from './progress.ts';
import { knownSince, readLog } from './read-log.ts';
import type { MovingTable } from './warehouse-tables.ts';

/** Rows whose time ends while this is going on may be gone on one side only. */
const MARGIN = 'toIntervalDay(1)';

interface Side {
  warehouse: Warehouse;
  database: Database;
}

/**
 * Compares every table of both engines by count and by content.
 *
 * @throws StartError that names what differs
 */
export async function compare(
  from: Side,
  to: Side,
  tables: readonly MovingTable[],
  progress: Progress,
): Promise<void> {
  const named = await databaseTables(from.database);
  const show = progress.begin('Comparison', 'tables', tables.length + named.length);
  let done = 0;
  for (const table of tables) {
    const [here, there] = [await sumsOf(from.warehouse, table), await sumsOf(to.warehouse, table)];
    for (const place of new Set([...here.keys(), ...there.keys()])) {
      if (here.get(place) !== there.get(place)) {
        throw differs(`${table.name} (site and day ${place})`, here.get(place), there.get(place));
      }
    }
    done += 1;
    show(done);
  }
  for (const table of named) {
    const [here, there] = [await sumOfTable(from.database, table), await sumOfTable(to.database, table)];
    if (here.rows !== there.rows || here.hash !== there.hash) {
      throw differs(table.name, `${here.rows} rows`, `${there.rows} rows`);
    }
    done += 1;
    show(done);
  }
}

/**
 * Compares the ids that both logs know. The servers' may hold one more often than once; it shows it once.
 *
 * @param since milliseconds since the epoch; younger than what brokers remove meanwhile
 */
export async function compareLogs(
  from: EventLog<LogEntry>,
  to: EventLog<LogEntry>,
  { since, partitions }: { since: number; partitions: number },
): Promise<void> {
  const here = new IdSum();
  await readLog(from, async (partition) => {
    const range = { from: partition.oldest(), to: partition.head() };
    for await (const { entries } of partition.slice(range)) here.add(knownSince(entries, since));
  });
  const there = new IdSum();
  const read = new Set<number>();
  let whole: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    whole = resolve;
  });
  // Nobody commits here, so that the consumer of this name begins where it was told to.
  const subscription = to.subscribe('comparison', async (partition) => {
    const sum = new IdSum();
    const range = { from: partition.oldest(), to: partition.head() };
    for await (const { entries } of partition.slice(range)) sum.add(knownSince(entries, since));
    // A partition that is given out anew is read anew.
    if (read.has(partition.id)) return;
    read.add(partition.id);
    there.join(sum);
    if (read.size === partitions) whole();
  });
  await Promise.race([all, subscription.done]);
  await subscription.close();
  if (here.text !== there.text) throw differs('the log', here.text, there.text);
}

/** How many ids, and which, in whatever order. */
class IdSum {
  #count = 0;
  #mixed = 0n;

  add(entries: readonly { value: { id: string } }[]): void {
    for (const { value } of entries) {
      this.#count += 1;
      this.#mixed ^= BigInt(`0x${value.id}`);
    }
  }

  join(other: IdSum): void {
    this.#count += other.#count;
    this.#mixed ^= other.#mixed;
  }

  get text(): string {
    return `${this.#count} ids, mixed ${this.#mixed.toString(16)}`;
  }
}

/** Rows and their content, by site and day where a table has those. */
async function sumsOf(
  warehouse: Warehouse,
  { name, columns, day, key, sums, newest, kept }: MovingTable,
): Promise<Map<string, string>> {
  const site = columns.includes('site') ? 'toString(t.site)' : `''`;
  const date = day === null ? `''` : `toString(toDate(t.${day}))`;
  const rest = columns.filter((column) => !sums.includes(column));
  const { rows, content } =
    sums.length === 0
      ? { rows: name, content: newest === null ? columns : [...key, newest] }
      : {
          rows: `(SELECT ${rest.join(', ')}, ${sums.map((each) => `sum(s.${each}) AS ${each}`).join(', ')}
                  FROM ${name} AS s WHERE ${kept(MARGIN)} GROUP BY ${rest.join(', ')}
                  HAVING ${sums.map((each) => `${each} != 0`).join(' OR ')})`,
          content: columns,
        };
  const found = await warehouse.query<{ place: string; there: string }>(
    `SELECT concat(${site}, ' ', ${date}) AS place,
       concat(toString(count()), ' rows, hash ', toString(sum(cityHash64(${content.map((each) => `t.${each}`).join(', ')})))) AS there
     FROM ${rows} AS t ${newest === null ? '' : 'FINAL'} ${sums.length === 0 ? `WHERE ${kept(MARGIN)}` : ''}
     GROUP BY place`,
  );
  return new Map(found.map(({ place, there }) => [place, there]));
}

const differs = (what: string, here = 'nothing', there = 'nothing'): StartError =>
  new StartError(
    `What was copied is not what is here: ${what}. Here: ${here}; on the servers: ${there}. ` +
      'Empty the database, the warehouse and the topic, and move again.',
  );
