import { logKey } from '../../../ingest/steps/append.ts';
import type { LogEntry } from '../../../policy/event.ts';
import type { Database } from '../../database/database.ts';
import { storeMove } from '../../database/engine-move.ts';
import type { Refill } from '../../log/kafka/refill.ts';
import type { EventLog } from '../../log/log.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Progress } from './progress.ts';
import { knownSince, readLog } from './read-log.ts';

/** Those who read the log on. */
const CONSUMERS = ['writer', 'alerts'];

/**
 * Carries over what the log still holds, though the warehouse has it: an event that a page sends again is known by it, and
 * sessions that go on go on where they stood. Every consumer then goes on after it.
 *
 * @param since what is older has no place in a log, milliseconds since the epoch
 * @param position where an earlier run got to
 */
export async function copyLog(
  log: EventLog<LogEntry>,
  to: { refill: Refill<LogEntry>; warehouse: Warehouse; database: Database; source: string },
  { since, position }: { since: number; position: number },
  progress: Progress,
): Promise<void> {
  await readLog(log, async (partition) => {
    const from = Math.max(position, partition.oldest());
    const total = partition.head() - partition.oldest();
    const show = progress.begin('Log', 'records', total, from - partition.oldest());
    for await (const batch of partition.slice({ from, to: partition.head() })) {
      await to.refill.send(
        knownSince(batch.entries, since).map(({ at, value }) => ({
          key: logKey(value),
          id: value.id,
          value,
          at,
        })),
      );
      await storeMove(to.database, { stage: 'log', position: batch.to });
      show(batch.to - partition.oldest());
    }
  });
  const heads = await to.refill.heads();
  for (const [partition, head] of heads.entries()) {
    // An empty plan, which says that everything before it is written.
    const rows = {
      table: 'log_batches',
      columns: ['partition', 'first', 'next'] as const,
      rows: [[partition, head, head]],
    };
    await to.warehouse.insert(rows, `move ${to.source} ${partition}:${head}`);
  }
  await to.refill.finish(CONSUMERS, heads);
}
