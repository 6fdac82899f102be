/**
 * The event log: what was acknowledged to a page, in order, until every consumer has taken it.
 *
 * The embedded engine keeps one partition. A distributed one (Kafka) keeps several; records of one key
 * always share a partition, so one consumer sees all of an organization's events in order.
 */
export interface EventLog<T> {
  /**
   * Resolves when all records are on disk (group commit with fsync). Records whose id the log already
   * holds are skipped, so that a client may safely send again.
   *
   * @throws LogUnavailableError when the log is closed, failing, or too far behind to take more
   */
  append(records: readonly LogRecord<T>[]): Promise<AppendResult>;

  /**
   * Runs `consume` for every partition assigned to this process under a consumer name. The signal aborts
   * when the partition is taken away or the subscription is closed.
   */
  subscribe(consumer: string, consume: PartitionConsumer<T>): Subscription;

  /**
   * Resolves when the log is there.
   *
   * @throws LogUnavailableError
   */
  check(): Promise<void>;

  /** Removes records older than the retention, as far as every known consumer has passed them. */
  trim(now: number): Promise<{ removed: number }>;

  close(): Promise<void>;
}

export interface LogRecord<T> {
  /** Chooses the partition: records of one key stay in order. */
  key: string;
  /** Makes the append idempotent; null for records that have no identity of their own. */
  id: string | null;
  value: T;
}

export interface AppendResult {
  appended: number;
  /** Ids of `records` that the log already held. */
  duplicates: string[];
}

export interface LogBatch<T> {
  /** Position of the first entry. */
  from: number;
  /** Position after the last entry: where to go on. */
  to: number;
  entries: LogEntryAt<T>[];
}

export interface LogEntryAt<T> {
  position: number;
  /** Milliseconds since the epoch when the log took it. */
  at: number;
  value: T;
}

export interface LogPartition<T> {
  readonly id: number;
  /** Position of the oldest entry still held. */
  oldest(): number;
  /** Position that the next entry will get. */
  head(): number;
  /** Where this consumer goes on; 0 at first. */
  committed(): number;
  /**
   * Remembers that everything before `position` is done. It may reach the disk a second later, so after a crash
   * a consumer can be given again what it has done.
   */
  commit(position: number): Promise<void>;
  /** What is held between two positions (`to` exclusive), in batches of at most `limit` entries. */
  slice(options: { from: number; to: number; limit?: number }): AsyncIterable<LogBatch<T>>;
  /** Resolves when there is an entry at or after a position, or the signal aborts. */
  arrival(position: number, signal: AbortSignal): Promise<void>;
}

export type PartitionConsumer<T> = (partition: LogPartition<T>, signal: AbortSignal) => Promise<void>;

export interface Subscription {
  /** Rejects when the consumer failed; resolves after {@link close}. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

/** The log can not take records now; the sender should try again later. */
export class LogUnavailableError extends Error {
  readonly code = 'log_unavailable';
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LogUnavailableError';
  }
}
