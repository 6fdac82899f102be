import kafkajs, { type Admin } from 'kafkajs';
import type { LogRecord } from '../log.ts';
import { connectKafka, type KafkaSettings } from './connection.ts';
import { groupOf } from './group.ts';
import { encodeRecord } from './record.ts';
import { ensureTopic } from './topic.ts';

/** A record with the time at which the log that it comes from took it, milliseconds since the epoch. */
export interface DatedRecord<T> extends LogRecord<T> {
  id: string;
  at: number;
}

/** A topic that is filled from another log before anybody uses it. */
export interface Refill<T> {
  /**
   * Resolves when the brokers have them, with the times they had. What is sent twice is left out by readers, who know
   * records by their ids.
   */
  send(records: readonly DatedRecord<T>[]): Promise<void>;
  /** Positions after the last record, by partition. */
  heads(): Promise<number[]>;
  /** Lets consumers of these names go on at these positions, and gives the times back to the brokers. */
  finish(consumers: readonly string[], heads: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Records keep their times, so that they go when they would have gone, and an id is known for as long as it would
 * have been.
 *
 * @throws Error when the brokers can not be reached, or refuse to keep the times
 */
export async function openRefill<T>(settings: KafkaSettings, retention: number): Promise<Refill<T>> {
  const { kafkaTopic: topic, kafkaPartitions: partitions } = settings;
  const kafka = connectKafka(settings);
  const admin = kafka.admin();
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  const close = async (): Promise<void> => {
    await producer.disconnect();
    await admin.disconnect();
  };
  try {
    await admin.connect();
    await ensureTopic(admin, { topic, partitions, retention, times: 'record' });
    await expectTimesOfRecords(admin, topic);
    await producer.connect();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    send: async (records) => {
      if (records.length === 0) return;
      const messages = records.map((record) => ({ ...encodeRecord(record), timestamp: String(record.at) }));
      await producer.send({ topic, acks: -1, compression: kafkajs.CompressionTypes.GZIP, messages });
    },
    heads: () => headsOf(admin, topic),
    finish: async (consumers, heads) => {
      for (const consumer of consumers) {
        const offsets = heads.map((head, partition) => ({ partition, offset: String(head) }));
        await admin.setOffsets({ groupId: groupOf(topic, consumer), topic, partitions: offsets });
      }
      await ensureTopic(admin, { topic, partitions, retention });
    },
    close,
  };
}

/** Positions after the last record, by partition; none where there is no topic. */
export async function headsInTopic(settings: KafkaSettings): Promise<number[]> {
  const admin = connectKafka(settings).admin();
  await admin.connect();
  try {
    if (!(await admin.listTopics()).includes(settings.kafkaTopic)) return [];
    return await headsOf(admin, settings.kafkaTopic);
  } finally {
    await admin.disconnect();
  }
}

async function headsOf(admin: Admin, topic: string): Promise<number[]> {
  const offsets = await admin.fetchTopicOffsets(topic);
  const heads: number[] = [];
  for (const { partition, high } of offsets) heads[partition] = Number(high);
  return heads;
}

async function expectTimesOfRecords(admin: Admin, topic: string): Promise<void> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [
      {
        type: kafkajs.ConfigResourceTypes.TOPIC,
        name: topic,
        configNames: ['message.timestamp.type'],
      },
    ],
  });
  const [entry] = resources[0]?.configEntries ?? [];
  if (entry?.configValue === 'CreateTime') return;
  throw new Error(
    `message.timestamp.type of the topic ${topic} can not be changed. Allow it, or set it to CreateTime`,
  );
}
