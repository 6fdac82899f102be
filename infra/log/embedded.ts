import { mkdir } from 'node:fs/promises';
import { type Database, open, type RootDatabase } from 'lmdb';
import { commit } from './commit.ts';
import { ConsumerPositions } from './consumer-positions.ts';
import { GroupCommit } from './group-commit.ts';
import { KnownIds } from './known-ids.ts';
import { migrateLog } from './layout.ts';
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
import { assertRoom, FOR_APPENDS, FOR_UPKEEP } from './room.ts';
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
  /** Ids that are held in memory before they settle on disk; their records are there at once. */
  maximumFreshIds?: number;
}

const MAXIMUM_BLOCK = 2000;
/** Records that go in one transaction: appends wait for it. */
const MAXIMUM_TRIMMED = 10_000;
/** Longest that a consumer's position is held in memory only. */
const STORE_POSITIONS_MS = 1000;
/** Newest records kept as objects too: consumers that keep up need not parse what was just written. */
const MAXIMUM_RECENT = 20_000;
/** Ids that settle with each record that is written: more than one, so that they end before the next begin. */
const SETTLE_PER_RECORD = 2;

/**
 * An event log on LMDB. Appends that arrive while the disk is busy share the next transaction. An id is
 * stored with its record, so that neither can exist without the other.
 *
 * @throws NewerDataError when a newer version wrote the log
 */
export async function openEmbeddedLog<T>(options: EmbeddedLogOptions): Promise<EventLog<T>> {
  await mkdir(options.path, { recursive: true });
  const root = open({
    path: options.path,
    // A commit resolves only after the data are on disk.
    overlappingSync: false,
    // Else lmdb drops a promise of each turn of the event loop, and when a commit fails, that ends the process.
    eventTurnBatching: false,
    maxDbs: 8,
    pageSize: 8192,
  });
  try {
    return new EmbeddedLog<T>(root, options);
  } catch (error) {
    await root.close();
    throw error;
  }
}

class EmbeddedLog<T> implements EventLog<T> {
  readonly #root: RootDatabase;
  readonly #blocks: Database<string, number>;
  readonly #ids: KnownIds;
  readonly #positions: Database<number, string>;
  readonly #consumers: ConsumerPositions;
  readonly #options: EmbeddedLogOptions;
  readonly #commits: GroupCommit<LogRecord<T>>;
  readonly #subscriptions = new Set<Subscription>();
  #head: number;
  #closed = false;
  #storing: NodeJS.Timeout | null = null;
  readonly #wake = new Wake();
  readonly #recent = new Map<number, Block>();
  #recentRecords = 0;

  constructor(root: RootDatabase, options: EmbeddedLogOptions) {
    this.#root = root;
    this.#options = options;
    this.#blocks = root.openDB<string, number>({ name: 'blocks', encoding: 'string' });
    this.#positions = root.openDB<number, string>({ name: 'positions', encoding: 'msgpack' });
    migrateLog(this.#positions);
    this.#consumers = new ConsumerPositions(this.#positions);
    this.#head = this.#positions.get('head') ?? 0;
    this.#ids = new KnownIds(
      root.openDB<true, string>({ name: 'ids', encoding: 'msgpack' }),
      options.maximumFreshIds,
    );
    this.#readUnsettledIds();
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
    const ids = new Set<string>();
    const block: Block = [this.#options.now()];
    const duplicate = records.map(({ id, value }) => {
      if (id !== null) {
        if (ids.has(id) || this.#ids.has(id)) return true;
        ids.add(id);
      }
      block.push([id, value]);
      return false;
    });
    if (block.length === 1) return duplicate;

    const key = this.#head;
    const head = key + block.length - 1;
    const text = JSON.stringify(block);
    let settled = (): void => undefined;
    assertRoom(this.#options.path, FOR_APPENDS);
    await commit(this.#root, () => {
      this.#blocks.put(key, text);
      this.#positions.put('head', head);
      this.#consumers.store();
      const settling = this.#ids.settle(records.length * SETTLE_PER_RECORD);
      if (settling.upTo !== null) this.#positions.put('settled', settling.upTo);
      settled = settling.settled;
    });
    settled();
    this.#ids.add(ids, head);
    this.#remember(key, block);
    this.#head = head;
    this.#wake.all();
    return duplicate;
  }

  /** Ids that had not settled when the log was closed, or the process killed. */
  #readUnsettledIds(): void {
    const start = this.#blockAt(this.#positions.get('settled') ?? 0);
    for (const { key, value } of this.#blocks.getRange({ start })) {
      const [, ...records] = JSON.parse(value) as Block;
      const ids = records.map(([id]) => id).filter((id) => id !== null);
      this.#ids.add(ids, key + records.length);
    }
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
    this.#consumers.register(consumer);
    return {
      id: 0,
      oldest: () => this.#oldest(),
      head: () => this.#head,
      committed: () => this.#consumers.get(consumer),
      commit: async (position) => {
        this.#consumers.set(consumer, position);
        this.#storePositionsSoon();
      },
      slice: ({ from, to, limit = MAXIMUM_BLOCK }) => this.#slice(from, to, limit),
      arrival: (position, signal) => this.#arrival(position, signal),
    };
  }

  /** Where nothing is appended, no transaction takes the positions along. */
  #storePositionsSoon(): void {
    this.#storing ??= setTimeout(() => {
      this.#storing = null;
      // A failure costs nothing but a repetition after a crash; the next commits are stored again.
      if (!this.#consumers.stored) this.#storePositions().catch(() => undefined);
    }, STORE_POSITIONS_MS).unref();
  }

  async #storePositions(): Promise<void> {
    assertRoom(this.#options.path, FOR_UPKEEP);
    await commit(this.#root, () => this.#consumers.store());
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

  async check(): Promise<void> {
    if (this.#closed) throw new LogUnavailableError('The event log is closed.');
    try {
      assertRoom(this.#options.path, FOR_APPENDS);
    } catch (cause) {
      throw new LogUnavailableError('The event log has no room.', { cause });
    }
  }

  async trim(now: number): Promise<{ removed: number }> {
    const before = now - this.#options.retention;
    await this.#storePositions();
    const passed = this.#consumers.passedByAll(this.#head);
    let removed = 0;
    for (;;) {
      const old = this.#oldBlocks(before, passed);
      if (old.length === 0) return { removed };
      assertRoom(this.#options.path, FOR_UPKEEP);
      await commit(this.#root, () => {
        for (const { key, ids } of old) {
          this.#blocks.remove(key);
          for (const id of ids) if (id !== null) this.#ids.remove(id);
        }
      });
      for (const { ids } of old) removed += ids.length;
    }
  }

  /** The oldest blocks from before a time and a position, as many as one transaction may remove. */
  #oldBlocks(before: number, passed: number): { key: number; ids: (string | null)[] }[] {
    const old: { key: number; ids: (string | null)[] }[] = [];
    let records = 0;
    for (const { key, value } of this.#blocks.getRange({ end: passed })) {
      const [at, ...entries] = JSON.parse(value) as Block;
      if (at >= before || key + entries.length > passed || records >= MAXIMUM_TRIMMED) break;
      old.push({ key, ids: entries.map(([id]) => id) });
      records += entries.length;
    }
    return old;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#commits.drained();
    await Promise.allSettled([...this.#subscriptions].map((subscription) => subscription.close()));
    if (this.#storing) clearTimeout(this.#storing);
    // A failure costs nothing but a repetition.
    await this.#storePositions().catch(() => undefined);
    await this.#root.close();
  }
}
