import type { EventLog, LogRecord } from '../../infra/log/log.ts';
import type { LogEntry } from '../../policy/event.ts';
import type { RefusalTally } from '../refusals.ts';
import type { Visit } from '../visit.ts';

/** Writes what is left of the visit to the log, and counts what was refused. Resolves when both are on disk. */
export async function append(
  parts: { log: EventLog<LogEntry>; refusals: RefusalTally },
  { events, site }: Visit,
): Promise<void> {
  const records: LogRecord<LogEntry>[] = [];
  const refusals: Promise<void>[] = [];
  for (const { accepted, refused } of events) {
    if (refused !== null) refusals.push(parts.refusals.add(site.id, refused, 1));
    if (accepted === null) continue;
    // One key per organization: its events stay in order, wherever the log spreads them.
    const key = `${accepted.site}:${accepted.organization?.id ?? ''}`;
    records.push({ key, id: accepted.id, value: accepted });
  }
  // Both are on their way at once; most requests have only events.
  const appended = records.length > 0 ? parts.log.append(records) : null;
  if (refusals.length > 0) await Promise.all([...refusals, appended]);
  const duplicates = (await appended)?.duplicates.length ?? 0;
  if (duplicates > 0) await parts.refusals.add(site.id, 'duplicate', duplicates);
}
