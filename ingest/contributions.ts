import type { LogPartition } from '../infra/log/log.ts';
import { carriesDecision, type LogEntry } from '../policy/event.ts';
import { type Contribution, Rollup } from '../policy/rollup.ts';

/** What organizations' visits add, in order. Who reads this never sees a visit. */
export interface ContributionBatch {
  contributions: Contribution[];
  /** Handled before a restart: only to know again what was known. */
  replay: boolean;
  /** The warehouse has it, so that its history holds it too. */
  recorded: boolean;
}

const MAXIMUM_BATCH = 2000;

/**
 * Turns a partition of events into contributions of organizations. Asking for the next batch says that the
 * last one is done; after a crash, a batch that was not done comes again.
 *
 * @param recordedUpTo position up to which the warehouse had everything when this began
 */
export async function* contributions(
  partition: LogPartition<LogEntry>,
  signal: AbortSignal,
  recordedUpTo: number,
): AsyncGenerator<ContributionBatch> {
  const rollup = new Rollup();
  const add = (entries: { value: LogEntry }[]): Contribution[] =>
    entries.flatMap(({ value }) =>
      value.type === 'event' && carriesDecision(value) ? rollup.add(value) : [],
    );

  let position = partition.committed();
  for await (const batch of partition.slice({ from: partition.oldest(), to: position })) {
    yield { contributions: add(batch.entries), replay: true, recorded: true };
  }
  while (!signal.aborted) {
    await partition.arrival(position, signal);
    const recorded = position < recordedUpTo;
    const to = recorded ? Math.min(partition.head(), recordedUpTo) : partition.head();
    for await (const batch of partition.slice({ from: position, to, limit: MAXIMUM_BATCH })) {
      yield { contributions: add(batch.entries), replay: false, recorded };
      position = batch.to;
      await partition.commit(position);
      if (signal.aborted) return;
    }
  }
}
