import { setTimeout as delay } from 'node:timers/promises';
import type { LogBatch, LogPartition, PartitionConsumer } from '../../infra/log/log.ts';
import type { LogEntry } from '../../policy/event.ts';
import { Rollup } from '../../policy/rollup.ts';
import { lastPlan, type Plan, PlanBook, type WriterWarehouse } from './plans.ts';
import { rowsOf } from './rows.ts';

export interface WriterOptions {
  warehouse: WriterWarehouse;
  /**
   * Longest that a batch waits to be filled, milliseconds. Waiting is worth it: each batch costs the disk several syncs
   * and the warehouse a part of each table, whatever its size.
   */
  patience?: number;
  /** Milliseconds of a clock that never goes back. */
  elapsed: () => number;
  onError: (error: unknown) => void;
  /** What failed works again. */
  onRecovered?: () => void;
}

/** A batch closes when it has this many rows. */
const ENOUGH_ROWS = 5000;
/** With at least this many after the wait, more are coming quickly: a fuller batch is worth up to three more waits. */
const BUSY_ROWS = 500;
/** A writer that is behind takes more at once, so that it catches up. */
const MAXIMUM_ROWS = 20_000;
/** After a failure, milliseconds; twice as long after each further one. */
const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

/**
 * Takes the log into the warehouse, each entry exactly once, whatever is killed in between, and though for a moment
 * two writers may hold the same partition.
 *
 * A batch is first planned (its first and next position are stored), then written table by table with a
 * token made from the plan. After a crash the last plan is written again: tables that have it already
 * recognize the token. So the position lies with the data, and nothing is lost or counted twice. {@link PlanBook} says
 * why two writers never plan differently.
 */
export function writer(options: WriterOptions): PartitionConsumer<LogEntry> {
  const { warehouse, patience = 200, elapsed, onError, onRecovered } = options;
  return async (partition, signal) => {
    const rollup = new Rollup();
    const plans = new PlanBook({ warehouse, partition: partition.id, elapsed });
    let plan = await persist(() => plans.last());
    if (plan.next > partition.head()) throw new LogBehindError(partition.head(), plan.next);
    // Sessions go on where they stood: everything that is still in the log is counted into the roll-up again.
    let position = Math.min(partition.oldest(), plan.first);
    await takeIn(null);

    while (!signal.aborted) {
      await partition.commit(position);
      await partition.arrival(position, signal);
      await gather(position);
      const batch = await firstBatch(partition, position);
      if (!batch) continue;
      plan = await persist(() => plans.agree({ first: batch.from, next: batch.to }));
      await takeIn(batch);
    }

    /** Up to the end of the plan. What other writers planned before it is there, and counts into the roll-up only. */
    async function takeIn(read: LogBatch<LogEntry> | null): Promise<void> {
      if (read && read.from === plan.first && read.to === plan.next) {
        await write(read);
      } else {
        for await (const batch of partition.slice({ from: position, to: plan.first })) {
          for (const { value } of batch.entries) if (value.type === 'event') rollup.add(value);
        }
        // A plan is one batch, however large: its token covers all of it.
        const planned = { from: plan.first, to: plan.next, limit: Math.max(1, plan.next - plan.first) };
        for await (const batch of partition.slice(planned)) await write(batch);
      }
      position = plan.next;
    }

    /** Waits for a batch that is worth its syncs. */
    async function gather(from: number): Promise<void> {
      const rows = (): number => partition.head() - from;
      if (rows() < ENOUGH_ROWS) await delay(patience, undefined, { signal });
      for (let waits = 0; waits < 3 && rows() >= BUSY_ROWS && rows() < ENOUGH_ROWS; waits += 1) {
        await delay(patience, undefined, { signal });
      }
    }

    async function write(batch: LogBatch<LogEntry>): Promise<void> {
      const tables = rowsOf(
        batch.entries.map((entry) => entry.value),
        rollup,
      );
      for (const rows of tables) {
        await persist(async () => {
          // Whoever planned further has written all of this plan.
          if (await plans.isNewest(plan)) await warehouse.insert(rows, plans.token(rows.table, plan));
        });
      }
    }

    /** Tries until it works: what is in the log is never skipped. Ends only when the process does. */
    async function persist<Result>(work: () => Promise<Result>): Promise<Result> {
      for (let wait = SHORTEST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
        try {
          const result = await work();
          if (wait > SHORTEST_WAIT_MS) onRecovered?.();
          return result;
        } catch (error) {
          if (signal.aborted) throw error;
          plans.doubt();
          onError(error);
          await delay(wait, undefined, { signal });
        }
      }
    }
  };
}

/** Position up to which the warehouse has everything, or has it planned. */
export async function writtenUpTo(warehouse: WriterWarehouse, partition: number): Promise<number> {
  const { next }: Plan = await lastPlan(warehouse, partition);
  return next;
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
