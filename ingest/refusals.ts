import type { EventLog } from '../infra/log/log.ts';
import type { LogEntry, RefusalCount } from '../policy/event.ts';
import type { Reason } from '../policy/reasons.ts';
import { dayOf } from '../policy/time.ts';

interface Pending {
  counts: Map<string, RefusalCount>;
  durable: Promise<void>;
}

/**
 * Counts refused events by site, day and reason. A million refusals between two writes to the log are one
 * record; the answer waits for that write all the same.
 */
export class RefusalTally {
  readonly #log: EventLog<LogEntry>;
  readonly #now: () => number;
  #pending: Pending | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(log: EventLog<LogEntry>, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  /** Resolves when the count is on disk. */
  add(site: number, reason: Reason, count: number): Promise<void> {
    const pending = this.#pending ?? this.#open();
    const day = dayOf(this.#now());
    const key = `${site} ${day} ${reason}`;
    const known = pending.counts.get(key);
    if (known) known.count += count;
    else pending.counts.set(key, { type: 'refusals', site, day, reason, count });
    return pending.durable;
  }

  #open(): Pending {
    const counts = new Map<string, RefusalCount>();
    const write = async (): Promise<void> => {
      // From here on a new tally begins; this one is complete.
      this.#pending = null;
      await this.#log.append(
        [...counts.values()].map((value) => ({ key: `${value.site}:`, id: null, value })),
      );
    };
    const durable = this.#writing.then(write, write);
    this.#writing = durable.catch(() => undefined);
    this.#pending = { counts, durable };
    return this.#pending;
  }
}
