import type { EventLog, LogRecord } from '../../infra/log/log.ts';
import type { AcceptedEvent, BehaviourCount, LogEntry } from '../../policy/event.ts';
import type { RefusalTally } from '../refusals.ts';
import type { Visit } from '../visit.ts';

/**
 * Writes what is left of the visit to the log, and counts what was refused. Resolves when both are on disk. The
 * visit is let go at once: while the disk is waited for, only what is written is held.
 */
export function append(
  parts: { log: EventLog<LogEntry>; refusals: RefusalTally },
  { events, site }: Visit,
): Promise<unknown> {
  const records: LogRecord<LogEntry>[] = [];
  const waiting: Promise<unknown>[] = [];
  for (const { accepted, refused } of events) {
    if (refused !== null) waiting.push(parts.refusals.add(site.id, refused, 1));
    if (accepted === null) continue;
    records.push({ key: logKey(accepted), id: accepted.id, value: accepted });
  }
  if (records.length > 0) waiting.push(write(parts, site.id, records));
  const [only] = waiting;
  return waiting.length === 1 && only ? only : Promise.all(waiting);
}

/** One key per organization: its events stay in order, wherever the log spreads them. */
export function logKey(entry: AcceptedEvent | BehaviourCount): string {
  const named = entry.type === 'event' ? entry.organization : null;
  return `${entry.site}:${named?.id ?? ''}`;
}

async function write(
  { log, refusals }: { log: EventLog<LogEntry>; refusals: RefusalTally },
  site: number,
  records: readonly LogRecord<LogEntry>[],
): Promise<void> {
  const { duplicates } = await log.append(records);
  if (duplicates.length > 0) await refusals.add(site, 'duplicate', duplicates.length);
}
