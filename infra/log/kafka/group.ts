import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type Admin, type Consumer, type EachBatchPayload, type Kafka } from 'kafkajs';
import type { PartitionConsumer, Subscription } from '../log.ts';
import { KafkaPartition, type PartitionSource } from './partition.ts';
import { decodeRecord } from './record.ts';

export interface GroupOptions {
  kafka: Kafka;
  admin: Admin;
  topic: string;
  group: string;
  /** Milliseconds within which a repeated id is recognized. */
  horizon: number;
  onError: (error: unknown) => void;
}

interface Owned<T> {
  partition: KafkaPartition<T>;
  abort: AbortController;
  running: Promise<void>;
}

/** What brokers call the readers of a topic under one consumer name. */
export const groupOf = (topic: string, consumer: string): string => `${topic}.${consumer}`;

/** A process that is silent for this long is taken to be dead, milliseconds. */
const SESSION_MS = 10_000;
/** How long a broker may hold an answer back until there is something to tell, milliseconds. */
const POLL_MS = 250;
const COMMIT_EVERY_MS = 1000;
const RESTART_MS = 1000;

/**
 * Membership in a consumer group: the brokers say which partitions this process reads. When they are given out anew,
 * what stays here goes on, and what goes elsewhere is aborted. Positions that are committed are a hint; what was done
 * is known where it was done.
 */
export function joinGroup<T>(options: GroupOptions, consume: PartitionConsumer<T>): Subscription {
  const { kafka, admin, topic, group, horizon, onError } = options;
  const owned = new Map<number, Owned<T>>();
  const stop = new AbortController();
  let failed: (error: unknown) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    failed = reject;
  });

  const release = async (id: number): Promise<void> => {
    const held = owned.get(id);
    if (!held) return;
    owned.delete(id);
    held.abort.abort();
    held.partition.lose();
    await held.running;
  };

  const endsOf = async (id: number): Promise<{ oldest: number; head: number }> => {
    const found = (await admin.fetchTopicOffsets(topic)).find((each) => each.partition === id);
    return { oldest: Number(found?.low ?? 0), head: Number(found?.high ?? 0) };
  };

  const committedOf = async (id: number): Promise<number> => {
    const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    const offset = found?.partitions.find((each) => each.partition === id)?.offset;
    return Math.max(0, Number(offset ?? 0));
  };

  const take = async (consumer: Consumer, id: number, isCurrent: () => boolean): Promise<void> => {
    const [ends, committed] = await Promise.all([endsOf(id), committedOf(id)]);
    if (!isCurrent() || owned.has(id)) return;
    const abort = new AbortController();
    const source = sourceOf(consumer, id, () => endsOf(id));
    const partition = new KafkaPartition<T>(id, source, { ...ends, committed }, horizon);
    const running = consume(partition, abort.signal).catch((error: unknown) => {
      // What ends because it was told to end did not fail.
      if (!abort.signal.aborted) failed(error);
    });
    owned.set(id, { partition, abort, running });
  };

  const sourceOf = (consumer: Consumer, id: number, ends: PartitionSource['ends']): PartitionSource => {
    const at = [{ topic, partitions: [id] }];
    let newest = -1;
    let waiting = false;
    return {
      seek: (position) =>
        whileMember(() => consumer.seek({ topic, partition: id, offset: String(position) })),
      pause: () => whileMember(() => consumer.pause(at)),
      resume: () => whileMember(() => consumer.resume(at)),
      ends,
      commit: async (position) => {
        newest = position;
        if (waiting) return;
        waiting = true;
        setTimeout(() => {
          waiting = false;
          // Who was sent away in between can not say any more how far it is; the next owner finds out.
          consumer.commitOffsets([{ topic, partition: id, offset: String(newest) }]).catch(() => undefined);
        }, COMMIT_EVERY_MS).unref();
      },
    };
  };

  const receive = ({ batch, resolveOffset, isStale }: EachBatchPayload): void => {
    if (isStale()) return;
    owned.get(batch.partition)?.partition.receive(
      batch.messages.map((message) => decodeRecord<T>(message)),
      Number(batch.highWatermark),
    );
    // The last word counts, so there is only one for each batch.
    resolveOffset(batch.lastOffset());
  };

  /** From joining the group to the end of this membership. */
  const member = async (): Promise<void> => {
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: SESSION_MS,
      rebalanceTimeout: SESSION_MS,
      heartbeatInterval: 1000,
      maxWaitTimeInMs: POLL_MS,
      maxBytesPerPartition: 2 * 1024 * 1024,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 1000,
        retries: 6,
        restartOnFailure: async () => !stop.signal.aborted,
      },
    });
    let generation = 0;
    const crashed = new Promise<void>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        onError(payload.error);
        // Most often it begins again by itself, with the partitions that it has.
        if (!payload.restart) resolve();
      });
    });
    consumer.on(consumer.events.GROUP_JOIN, async ({ payload }) => {
      generation += 1;
      const current = generation;
      const mine = new Set(payload.memberAssignment[topic] ?? []);
      for (const id of owned.keys()) if (!mine.has(id)) void release(id);
      for (const id of mine) {
        const held = owned.get(id);
        if (held) held.partition.goOn();
        else await patiently(() => take(consumer, id, () => current === generation), onError, stop.signal);
      }
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 1,
        eachBatch: async (payload) => receive(payload),
      });
      await Promise.race([crashed, aborted(stop.signal)]);
    } finally {
      generation += 1;
      // Partitions hold the consumer that they are read with, so they go with it.
      await Promise.all([...owned.keys()].map(release));
      await consumer.disconnect().catch(() => undefined);
    }
  };

  const memberships = (async () => {
    while (!stop.signal.aborted) {
      await member().catch(onError);
      await delay(RESTART_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  const done = Promise.race([memberships, failure]);
  // The owner of the subscription hears of a failure through `done`; without one it must not end the process.
  done.catch(() => undefined);
  return {
    done,
    close: async () => {
      stop.abort();
      await memberships;
    },
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Between two memberships there is nobody to tell; the partition says it again when the next one begins. */
function whileMember(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    if (!(error instanceof kafkajs.KafkaJSNonRetriableError)) throw error;
  }
}

async function patiently(
  work: () => Promise<void>,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      onError(error);
      await delay(500, undefined, { signal }).catch(() => undefined);
    }
  }
}
