import { setTimeout as delay } from 'node:timers/promises';
import type { LogBatch, LogPartition, PartitionConsumer } from '../../infra/log/log.ts';
import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import type { LogEntry } from '../../policy/event.ts';
import { Rollup } from '../../policy/rollup.ts';
import { rowsOf } from './rows.ts';

export interface WriterOptions {
  warehouse: Warehouse;
  onError: (error: unknown) => void;
}

/**
 * A batch closes when it has this many rows, or has waited this long. Waiting is worth it: each batch costs the
 * disk several syncs, whatever its size, and ingest waits for the same disk.
 */
const ENOUGH_ROWS = 5000;
const MAXIMUM_WAIT_MS = 200;
/** With at least this many after the wait, more are coming quickly: a fuller batch is worth up to three more waits. */
const BUSY_ROWS = 500;
/** A writer that is behind takes more at once, so that it catches up. */
const MAXIMUM_ROWS = 20_000;

/**
 * Takes the log into the warehouse, each entry exactly once, whatever is killed in between.
 *
 * A batch is first planned (its first and next position are stored), then written table by table with a
 * token made from the plan. After a crash the last plan is written again: tables that have it already
 * recognize the token. So the position lies with the data, and nothing is lost or counted twice.
 */
export function writer({ warehouse, onError }: WriterOptions): PartitionConsumer<LogEntry> {
  return async (partition, signal) => {
    const rollup = new Rollup();
    const last = await lastPlan(warehouse, partition.id);
    if (last.next > partition.head()) throw new LogBehindError(partition.head(), last.next);
    // Sessions go on where they stood: everything that is still in the log is counted into the roll-up again.
    for await (const batch of partition.slice({ from: partition.oldest(), to: last.first })) {
      for (const { value } of batch.entries) if (value.type === 'event') rollup.add(value);
    }
    // A plan is one batch, however large: its token covers all of it.
    const planned = { from: last.first, to: last.next, limit: Math.max(1, last.next - last.first) };
    for await (const batch of partition.slice(planned)) await write(batch, last);
    let position = last.next;

    while (!signal.aborted) {
      await partition.commit(position);
      await partition.arrival(position, signal);
      await gather(position);
      const batch = await firstBatch(partition, position);
      if (!batch) continue;
      const plan = { first: batch.from, next: batch.to };
      await persist(() =>
        warehouse.insert(
          {
            table: 'log_batches',
            columns: ['partition', 'first', 'next'],
            rows: [[partition.id, plan.first, plan.next]],
          },
          token(plan),
        ),
      );
      await write(batch, plan);
      position = batch.to;
    }

    /** Waits for a batch that is worth its syncs. */
    async function gather(from: number): Promise<void> {
      const rows = (): number => partition.head() - from;
      if (rows() < ENOUGH_ROWS) await delay(MAXIMUM_WAIT_MS, undefined, { signal });
      for (let waits = 0; waits < 3 && rows() >= BUSY_ROWS && rows() < ENOUGH_ROWS; waits += 1) {
        await delay(MAXIMUM_WAIT_MS, undefined, { signal });
      }
    }

    async function write(batch: LogBatch<LogEntry>, plan: Plan): Promise<void> {
      const tables = rowsOf(
        batch.entries.map((entry) => entry.value),
        rollup,
      );
      for (const rows of tables) await persist(() => warehouse.insert(rows, `${rows.table} ${token(plan)}`));
    }

    function token(plan: Plan): string {
      return `${partition.id}:${plan.first}-${plan.next}`;
    }

    /** Tries until it works: what is in the log is never skipped. Ends only when the process does. */
    async function persist(work: () => Promise<void>): Promise<void> {
      for (let wait = 100; ; wait = Math.min(wait * 2, 10_000)) {
        try {
          return await work();
        } catch (error) {
          if (signal.aborted) throw error;
          onError(error);
          await delay(wait, undefined, { signal });
        }
      }
    }
  };
}

interface Plan {
  first: number;
  next: number;
}

async function lastPlan(warehouse: Warehouse, partition: number): Promise<Plan> {
  const [row] = await warehouse.query<{ first: string; next: string }>(
    'SELECT first, next FROM log_batches WHERE partition = {partition:UInt32} ORDER BY next DESC LIMIT 1',
    { partition },
  );
  return row ? { first: Number(row.first), next: Number(row.next) } : { first: 0, next: 0 };
}

/** Position up to which the warehouse has everything, or has it planned. */
export async function writtenUpTo(warehouse: Warehouse, partition: number): Promise<number> {
  return (await lastPlan(warehouse, partition)).next;
}

async function firstBatch(
  partition: LogPartition<LogEntry>,
  from: number,
): Promise<LogBatch<LogEntry> | null> {
  for await (const batch of partition.slice({ from, to: partition.head(), limit: MAXIMUM_ROWS }))
    return batch;
  return null;
}

/** The log does not reach as far as the warehouse: one of them was exchanged or restored alone. */
export class LogBehindError extends Error {
  readonly code = 'log_behind';
  constructor(head: number, next: number) {
    super(
      `The event log ends at ${head}, but the warehouse has taken in ${next}. ` +
        'Restore log and warehouse from the same backup.',
    );
    this.name = 'LogBehindError';
  }
}
