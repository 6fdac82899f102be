import type { AcceptedEvent, BehaviourCount, LogEntry } from '../../../policy/event.ts';
import type { EventLog, LogEntryAt, LogPartition } from '../../log/log.ts';

/** An entry that a page may send again. What has no id is in the warehouse and of no more use. */
export type KnownEntry = LogEntryAt<AcceptedEvent | BehaviourCount>;

/** Reads the one partition of an embedded log, and leaves its consumers where they are. */
export async function readLog<Result>(
  log: EventLog<LogEntry>,
  read: (partition: LogPartition<LogEntry>) => Promise<Result>,
): Promise<Result> {
  let found: { result: Result } | null = null;
  // A name of its own would be a consumer that the log waits for ever after.
  const subscription = log.subscribe('writer', async (partition) => {
    found = { result: await read(partition) };
  });
  await subscription.done;
  await subscription.close();
  if (found === null) throw new Error('The event log was not read.');
  return (found as { result: Result }).result;
}

/** Those of a batch that count from a time on, milliseconds since the epoch. */
export const knownSince = (entries: readonly LogEntryAt<LogEntry>[], since: number): KnownEntry[] =>
  entries.flatMap(({ position, at, value }) =>
    at >= since && value.type !== 'refusals' ? [{ position, at, value }] : [],
  );
