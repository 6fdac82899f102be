import { type AppendResult, type EventLog, type LogRecord, LogUnavailableError } from '../infra/log/log.ts';
import type { AcceptedEvent, LogEntry } from '../policy/event.ts';
import type { Resolution } from './organizations/resolver.ts';

/** What the resolver says of a company's own network. */
export const named: Resolution = {
  organization: {
    id: '77',
    name: 'Example plc',
    domain: '',
    country: 'GB',
    kind: 'business',
    confidence: 'high',
  },
  networkKind: 'business',
  confidence: 'high',
  country: 'GB',
  eligible: true,
  reason: '',
  evidence: [],
};
/** And of a provider's. */
export const unnamed: Resolution = { ...named, organization: null, networkKind: 'isp', eligible: false };

/** A log in memory, with the real one's promise about ids. */
export class MemoryLog implements EventLog<LogEntry> {
  entries: LogEntry[] = [];
  readonly #ids = new Set<string>();
  failing = false;
  async append(records: readonly LogRecord<LogEntry>[]): Promise<AppendResult> {
    if (this.failing) throw new LogUnavailableError('The disk is full.');
    const duplicates: string[] = [];
    for (const { id, value } of records) {
      if (id !== null && this.#ids.has(id)) duplicates.push(id);
      else this.entries.push(value);
      if (id !== null) this.#ids.add(id);
    }
    return { appended: records.length - duplicates.length, duplicates };
  }
  subscribe(): never {
    throw new Error('not used here');
  }
  check = async () => undefined;
  trim = async () => ({ removed: 0 });
  close = async () => undefined;
  get events(): AcceptedEvent[] {
    return this.entries.filter((entry) => entry.type === 'event');
  }
  get refusals(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const entry of this.entries) {
      if (entry.type === 'refusals') counts[entry.reason] = (counts[entry.reason] ?? 0) + entry.count;
    }
    return counts;
  }
}
