import { mkdir } from 'node:fs/promises';
import { type Database, open, type RootDatabase } from 'lmdb';
import { GroupCommit } from './group-commit.ts';
import {
  type AppendResult,
  type EventLog,
  type LogBatch,
  type LogPartition,
  type LogRecord,
  LogUnavailableError,
  type PartitionConsumer,
  type Subscription,
} from './log.ts';
import { Wake } from './wake.ts';

/** One group commit: `[time, [id, value], ...]`, keyed by the position of its first record. */
type Block = [at: number, ...records: [id: string | null, value: unknown][]];

export interface EmbeddedLogOptions {
  /** Directory of the LMDB environment; created if absent. */
  path: string;
  /** Milliseconds that records are kept at least; also the horizon in which ids are recognized again. */
  retention: number;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Records that may wait for the disk before appends are turned away. */
  maximumWaiting?: number;
}

const MAXIMUM_BLOCK = 2000;
/** Newest records kept as objects too: consumers that keep up need not parse what was just written. */
const MAXIMUM_RECENT = 20_000;

/**
 * An event log on LMDB. Appends that arrive while the disk is busy share the next transaction; the
 * transaction checks and stores ids together with the records, so that neither can exist without the other.
 */
export async function openEmbeddedLog<T>(options: EmbeddedLogOptions): Promise<EventLog<T>> {
  await mkdir(options.path, { recursive: true });
  const root = open({
    path: options.path,
    // A commit resolves only after the data are on disk.
    overlappingSync: false,
    maxDbs: 8,
    pageSize: 8192,
  });
  return new EmbeddedLog<T>(root, options);
}

class EmbeddedLog<T> implements EventLog<T> {
  readonly #root: RootDatabase;
  readonly #blocks: Database<string, number>;
  readonly #ids: Database<true, string>;
  readonly #positions: Database<number, string>;
  readonly #options: EmbeddedLogOptions;
  readonly #commits: GroupCommit<LogRecord<T>>;
  readonly #subscriptions = new Set<Subscription>();
  #head: number;
  #closed = false;
  readonly #wake = new Wake();
  readonly #recent = new Map<number, Block>();
  #recentRecords = 0;

  constructor(root: RootDatabase, options: EmbeddedLogOptions) {
    this.#root = root;
    this.#options = options;
    this.#blocks = root.openDB<string, number>({ name: 'blocks', encoding: 'string' });
    this.#ids = root.openDB<true, string>({ name: 'ids', encoding: 'msgpack' });
    this.#positions = root.openDB<number, string>({ name: 'positions', encoding: 'msgpack' });
    this.#head = this.#positions.get('head') ?? 0;
    this.#commits = new GroupCommit((records) => this.#write(records), {
      maximumGroup: MAXIMUM_BLOCK,
      maximumWaiting: options.maximumWaiting ?? 50_000,
    });
  }

  async append(records: readonly LogRecord<T>[]): Promise<AppendResult> {
    if (this.#closed) throw new LogUnavailableError('The event log is closed.');
    const seen = await this.#commits.add(records);
    const duplicates: string[] = [];
    for (const [index, record] of records.entries()) {
      if (seen[index] && record.id !== null) duplicates.push(record.id);
    }
    return { appended: records.length - duplicates.length, duplicates };
  }

  /** Writes one block; answers for each record whether its id was known. */
  async #write(records: LogRecord<T>[]): Promise<boolean[]> {
    const at = this.#options.now();
    let head = this.#head;
    let duplicate: boolean[] = [];
    let block: Block = [at];
    await this.#root.transaction(() => {
      // lmdb may run the callback again; nothing outside may depend on an earlier run.
      duplicate = records.map((record) => this.#isKnown(record));
      const fresh = records.filter((_, index) => !duplicate[index]);
      head = this.#head;
      if (fresh.length === 0) return;
      block = [at, ...fresh.map((record): [string | null, unknown] => [record.id, record.value])];
      this.#blocks.put(head, JSON.stringify(block));
      head += fresh.length;
      this.#positions.put('head', head);
    });
    if (head !== this.#head) {
      this.#remember(this.#head, block);
      this.#head = head;
      this.#wake.all();
    }
    return duplicate;
  }

  #remember(key: number, block: Block): void {
    this.#recent.set(key, block);
    this.#recentRecords += block.length - 1;
    for (const [oldest, { length }] of this.#recent) {
      if (this.#recentRecords <= MAXIMUM_RECENT) break;
      this.#recent.delete(oldest);
      this.#recentRecords -= length - 1;
    }
  }

  #isKnown(record: LogRecord<T>): boolean {
    if (record.id === null) return false;
    if (this.#ids.get(record.id) === true) return true;
    this.#ids.put(record.id, true);
    return false;
  }

  subscribe(consumer: string, consume: PartitionConsumer<T>): Subscription {
    const abort = new AbortController();
    const done = consume(this.#partition(consumer), abort.signal).catch((error: unknown) => {
      // What ends because it was told to end did not fail.
      if (!abort.signal.aborted) throw error;
    });
    const subscription: Subscription = {
      done,
      close: async () => {
        abort.abort();
        this.#wake.all();
        this.#subscriptions.delete(subscription);
        await done;
      },
    };
    // The owner of the subscription hears of a failure through `done`; without one it must not end the process.
    done.catch(() => undefined);
    this.#subscriptions.add(subscription);
    return subscription;
  }

  #partition(consumer: string): LogPartition<T> {
    const name = `consumer:${consumer}`;
    // Known from its first subscription on: nothing is trimmed that it has not passed.
    if (this.#positions.get(name) === undefined) this.#positions.putSync(name, 0);
    return {
      id: 0,
      oldest: () => this.#oldest(),
      head: () => this.#head,
      committed: () => this.#positions.get(name) ?? 0,
      commit: async (position) => {
        await this.#positions.put(name, position);
      },
      slice: ({ from, to, limit = MAXIMUM_BLOCK }) => this.#slice(from, to, limit),
      arrival: (position, signal) => this.#arrival(position, signal),
    };
  }

  #oldest(): number {
    for (const key of this.#blocks.getKeys({ limit: 1 })) return key;
    return this.#head;
  }

  async *#slice(from: number, to: number, limit: number): AsyncGenerator<LogBatch<T>> {
    let batch: LogBatch<T> = { from, to: from, entries: [] };
    for (const key of this.#blocks.getKeys({ start: this.#blockAt(from), end: to })) {
      const block = this.#recent.get(key) ?? this.#read(key);
      const [at] = block;
      for (let index = 1; index < block.length; index += 1) {
        const position = key + index - 1;
        if (position < from) continue;
        if (position >= to) break;
        const [, entry] = block[index] as [string | null, unknown];
        batch.entries.push({ position, at, value: entry as T });
        batch.to = position + 1;
        if (batch.entries.length >= limit) {
          yield batch;
          batch = { from: batch.to, to: batch.to, entries: [] };
        }
      }
    }
    if (batch.entries.length > 0) yield batch;
  }

  #read(key: number): Block {
    return JSON.parse(this.#blocks.get(key) ?? '[0]') as Block;
  }

  /** Key of the block that holds a position. */
  #blockAt(position: number): number {
    for (const key of this.#blocks.getKeys({ start: position, reverse: true, limit: 1 })) return key;
    return position;
  }

  async #arrival(position: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#head <= position) await this.#wake.next();
  }

  async trim(now: number): Promise<{ removed: number }> {
    const before = now - this.#options.retention;
    let passed = this.#head;
    for (const { key, value } of this.#positions.getRange({ start: 'consumer:', end: 'consumer;' })) {
      if (String(key).startsWith('consumer:')) passed = Math.min(passed, value);
    }
    let removed = 0;
    for (const { key, value } of this.#blocks.getRange({ end: passed, snapshot: false })) {
      const [at, ...records] = JSON.parse(value) as Block;
      if (at >= before || key + records.length > passed) break;
      await this.#root.transaction(() => {
        this.#blocks.remove(key);
        for (const [id] of records) if (id !== null) this.#ids.remove(id);
      });
      removed += records.length;
    }
    return { removed };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#commits.drained();
    await Promise.allSettled([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#root.close();
  }
}
