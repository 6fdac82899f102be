import { type EventLog, LogUnavailableError, type Subscription } from '../log.ts';
import { Appender } from './appender.ts';
import { connectKafka, type KafkaSettings } from './connection.ts';
import { groupOf, joinGroup } from './group.ts';
import { ensureTopic } from './topic.ts';
import { kafkaUnusable } from './unusable.ts';

export interface KafkaLogOptions {
  settings: KafkaSettings;
  /** Milliseconds that records are kept, 72 hours at most. */
  retention: number;
  onError: (error: unknown) => void;
  /** Records that may wait for the brokers before appends are turned away. */
  maximumWaiting?: number;
}

/**
 * Events are at most a day old when they are taken in, so a page can not send one again later than that, milliseconds.
 */
const HORIZON = 26 * 3_600_000;

/**
 * An event log on Apache Kafka. Positions are offsets, and a key always falls on the same partition.
 *
 * @throws KafkaUnusableError when the brokers can not be reached, do not let us in, or there is no topic and none can be made
 */
export async function openKafkaLog<T>(options: KafkaLogOptions): Promise<EventLog<T>> {
  const { settings, retention, onError } = options;
  const { kafkaTopic: topic, kafkaPartitions: partitions } = settings;
  const kafka = connectKafka(settings);
  const admin = kafka.admin();
  try {
    await admin.connect();
    await ensureTopic(admin, { topic, partitions, retention });
  } catch (error) {
    await admin.disconnect();
    throw kafkaUnusable(error);
  }
  const appender = new Appender<T>(kafka, topic, options.maximumWaiting ?? 50_000);
  const subscriptions = new Set<Subscription>();
  return {
    append: (records) => appender.append(records),
    subscribe: (consumer, consume) => {
      const group = groupOf(topic, consumer);
      const subscription = joinGroup<T>({ kafka, admin, topic, group, horizon: HORIZON, onError }, consume);
      subscriptions.add(subscription);
      return subscription;
    },
    check: async () => {
      try {
        await admin.fetchTopicOffsets(topic);
      } catch (cause) {
        throw new LogUnavailableError('The brokers do not answer.', { cause });
      }
    },
    // Brokers remove what is old by themselves.
    trim: async () => ({ removed: 0 }),
    close: async () => {
      await appender.close();
      await Promise.allSettled([...subscriptions].map((subscription) => subscription.close()));
      await admin.disconnect();
    },
  };
}
