import type { LogBatch, LogPartition } from '../log.ts';
import { Wake } from '../wake.ts';
import type { FoundRecord } from './record.ts';
import { SeenIds } from './seen-ids.ts';

/** What a partition asks of the consumer that it is read with. */
export interface PartitionSource {
  /** Reads on from a position. */
  seek(position: number): void;
  pause(): void;
  resume(): void;
  /** Tells the broker how far this consumer is; for its figures, and for where alerts go on. */
  commit(position: number): Promise<void>;
  /** Positions of the oldest record and of the next one, as the broker has them now. */
  ends(): Promise<{ oldest: number; head: number }>;
}

/** Records that wait to be taken before reading pauses, and before it goes on. */
const MOST_WAITING = 20_000;
const FEW_WAITING = 5000;
const MOST_IN_BATCH = 2000;

/** The partition was given to another process; what was not done is done there. */
export class PartitionLostError extends Error {
  readonly code = 'partition_lost';
  constructor(partition: number) {
    super(`Partition ${partition} was taken by another process.`);
    this.name = 'PartitionLostError';
  }
}

/**
 * One partition of a topic as a consumer sees it. Whoever starts anywhere reads from the oldest record on, and so knows
 * which records repeat others: those it never shows.
 */
export class KafkaPartition<T> implements LogPartition<T> {
  readonly id: number;
  readonly #source: PartitionSource;
  readonly #seen: SeenIds;
  readonly #wake = new Wake();
  #oldest: number;
  #head: number;
  #committed: number;
  #lost = false;
  /** Position that the broker must send next; null until somebody reads. */
  #expected: number | null = null;
  /** Position that a reader takes next. */
  #next = 0;
  #waiting: FoundRecord<T>[] = [];
  #taken = 0;
  #paused = false;
  #looking = false;

  constructor(
    id: number,
    source: PartitionSource,
    at: { oldest: number; head: number; committed: number },
    horizon: number,
  ) {
    this.id = id;
    this.#source = source;
    this.#seen = new SeenIds(horizon);
    this.#oldest = at.oldest;
    this.#head = at.head;
    this.#committed = at.committed;
  }

  oldest(): number {
    return this.#oldest;
  }

  head(): number {
    return this.#head;
  }

  committed(): number {
    return this.#committed;
  }

  async commit(position: number): Promise<void> {
    this.#committed = position;
    await this.#source.commit(position);
  }

  async arrival(position: number, signal: AbortSignal): Promise<void> {
    const wake = (): void => this.#wake.all();
    signal.addEventListener('abort', wake);
    while (!signal.aborted && !this.#lost && this.#head <= position) await this.#wake.next();
    signal.removeEventListener('abort', wake);
  }

  async *slice({
    from,
    to,
    limit = MOST_IN_BATCH,
  }: {
    from: number;
    to: number;
    limit?: number;
  }): AsyncGenerator<LogBatch<T>> {
    if (from >= to) return;
    if (this.#lost) throw new PartitionLostError(this.id);
    if (this.#expected === null || from < this.#next) this.#begin();
    let batch: LogBatch<T> = { from, to: from, entries: [] };
    while (batch.to < to) {
      const { position, at, id, value } = await this.#first();
      if (position >= to) {
        // Nothing is left before it; it is for the next reader.
        batch.to = to;
        break;
      }
      this.#drop(position);
      const repeated = this.#seen.repeats(id, at);
      if (position < from) continue;
      batch.to = position + 1;
      if (!repeated) batch.entries.push({ position, at, value });
      if (batch.entries.length < limit) continue;
      yield batch;
      batch = { from: batch.to, to: batch.to, entries: [] };
    }
    if (batch.to > batch.from) yield batch;
  }

  /** Takes what the broker sent. What does not follow on what was there is asked for again. */
  receive(records: readonly FoundRecord<T>[], head: number): void {
    this.#head = Math.max(this.#head, head);
    const first = records[0];
    if (first && this.#expected !== null) {
      if (first.position > this.#expected) this.#lookForGap(this.#expected);
      else {
        const expected = this.#expected;
        for (const record of records) if (record.position >= expected) this.#waiting.push(record);
        this.#expected = Math.max(expected, (records.at(-1) as FoundRecord<T>).position + 1);
        if (this.#waiting.length - this.#taken > MOST_WAITING && !this.#paused) {
          this.#paused = true;
          this.#source.pause();
        }
      }
    }
    this.#wake.all();
  }

  /** The group was made anew and kept the partition here: the broker must be told again where to go on. */
  goOn(): void {
    if (this.#expected !== null) this.#source.seek(this.#expected);
    if (this.#paused) this.#source.pause();
  }

  lose(): void {
    this.#lost = true;
    this.#wake.all();
  }

  #begin(): void {
    this.#seen.clear();
    this.#waiting = [];
    this.#taken = 0;
    this.#next = this.#oldest;
    this.#expected = this.#oldest;
    this.#source.seek(this.#oldest);
    this.#resume();
  }

  /** The first record that waits. */
  async #first(): Promise<FoundRecord<T>> {
    for (;;) {
      if (this.#lost) throw new PartitionLostError(this.id);
      const record = this.#waiting[this.#taken];
      if (record) return record;
      this.#resume();
      await this.#wake.next();
    }
  }

  #drop(position: number): void {
    this.#taken += 1;
    this.#next = position + 1;
    if (this.#taken < MOST_IN_BATCH && this.#taken < this.#waiting.length) return;
    this.#waiting.splice(0, this.#taken);
    this.#taken = 0;
    if (this.#waiting.length < FEW_WAITING) this.#resume();
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#source.resume();
  }

  /** Either what came was read from elsewhere before, or old records were removed meanwhile. */
  #lookForGap(expected: number): void {
    if (this.#looking) return;
    this.#looking = true;
    this.#source
      .ends()
      .then(({ oldest }) => {
        this.#oldest = Math.max(this.#oldest, oldest);
        if (this.#expected !== expected) return;
        this.#expected = Math.max(expected, oldest);
        this.#source.seek(this.#expected);
      })
      .catch(() => this.#source.seek(expected))
      .finally(() => {
        this.#looking = false;
      });
  }
}
