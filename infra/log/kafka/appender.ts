import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import { GroupCommit } from '../group-commit.ts';
import { type AppendResult, type LogRecord, LogUnavailableError } from '../log.ts';
import { RecentIds } from './recent-ids.ts';
import { encodeRecord } from './record.ts';

const MAXIMUM_GROUP = 2000;

/**
 * Writes to the topic, one group at a time: appends that arrive meanwhile share the next. Resolves when every replica
 * that is in step has the records. A send that fails may have arrived all the same; readers know records again by
 * their ids.
 */
export class Appender<T> {
  readonly #kafka: Kafka;
  readonly #topic: string;
  readonly #recent = new RecentIds();
  readonly #commits: GroupCommit<LogRecord<T>>;
  #producer: Promise<Producer> | null = null;
  #closed = false;

  constructor(kafka: Kafka, topic: string, maximumWaiting: number) {
    this.#kafka = kafka;
    this.#topic = topic;
    this.#commits = new GroupCommit((records) => this.#send(records), {
      maximumGroup: MAXIMUM_GROUP,
      maximumWaiting,
    });
  }

  /** @throws LogUnavailableError */
  async append(records: readonly LogRecord<T>[]): Promise<AppendResult> {
    if (this.#closed) throw new LogUnavailableError('The event log is closed.');
    const known = await this.#commits.add(records);
    const duplicates: string[] = [];
    for (const [index, { id }] of records.entries()) if (known[index] && id !== null) duplicates.push(id);
    return { appended: records.length - duplicates.length, duplicates };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#commits.drained();
    await this.#discard();
  }

  /** @returns for each record whether its id was known */
  async #send(records: readonly LogRecord<T>[]): Promise<boolean[]> {
    const ids = new Set<string>();
    const fresh: LogRecord<T>[] = [];
    const known = records.map((record) => {
      const { id } = record;
      if (id !== null && (ids.has(id) || this.#recent.has(id))) return true;
      if (id !== null) ids.add(id);
      fresh.push(record);
      return false;
    });
    if (fresh.length === 0) return known;
    try {
      this.#producer ??= this.#connect();
      const producer = await this.#producer;
      await producer.send({
        topic: this.#topic,
        acks: -1,
        compression: kafkajs.CompressionTypes.GZIP,
        messages: fresh.map(encodeRecord),
      });
    } catch (error) {
      // Its sequence numbers may no longer be those that the broker expects: the next send begins anew.
      void this.#discard();
      throw error;
    }
    for (const id of ids) this.#recent.add(id);
    return known;
  }

  async #connect(): Promise<Producer> {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 4 },
    });
    await producer.connect();
    return producer;
  }

  async #discard(): Promise<void> {
    const producer = await this.#producer?.catch(() => null);
    this.#producer = null;
    await producer?.disconnect().catch(() => undefined);
  }
}
