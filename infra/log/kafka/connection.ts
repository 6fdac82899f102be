import { readFileSync } from 'node:fs';
import kafkajs, { type Kafka, type KafkaConfig } from 'kafkajs';
import type { Config } from '../../config.ts';
import { KafkaUnusableError } from './unusable.ts';

/** Where the brokers are and how to sign in to them. */
export type KafkaSettings = Pick<
  Config,
  | 'kafkaBrokers'
  | 'kafkaTopic'
  | 'kafkaPartitions'
  | 'kafkaTls'
  | 'kafkaTlsCa'
  | 'kafkaSasl'
  | 'kafkaUsername'
  | 'kafkaPassword'
>;

/** Ingest answers pages meanwhile, so a broker that does not answer is given up soon, milliseconds. */
const REQUEST_MS = 5000;

/** @throws KafkaUnusableError when the file of certificates can not be read */
export function connectKafka(settings: KafkaSettings): Kafka {
  return new kafkajs.Kafka({
    clientId: 'clearpane',
    brokers: settings.kafkaBrokers,
    connectionTimeout: 3000,
    requestTimeout: REQUEST_MS,
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 4 },
    ...tls(settings),
    ...signIn(settings),
    // What fails is thrown or told by an event; most of what would be logged is tried again and works.
    logLevel: kafkajs.logLevel.NOTHING,
  });
}

function tls({ kafkaTls, kafkaTlsCa }: KafkaSettings): Pick<KafkaConfig, 'ssl'> {
  if (!kafkaTls) return {};
  if (kafkaTlsCa === null) return { ssl: true };
  try {
    return { ssl: { ca: [readFileSync(kafkaTlsCa, 'utf8')] } };
  } catch (cause) {
    throw new KafkaUnusableError('certificate_not_trusted', (cause as Error).message, cause);
  }
}

function signIn({
  kafkaSasl,
  kafkaUsername: username,
  kafkaPassword: password,
}: KafkaSettings): Pick<KafkaConfig, 'sasl'> {
  switch (kafkaSasl) {
    case null:
      return {};
    case 'plain':
      return { sasl: { mechanism: 'plain', username, password } };
    case 'scram-sha-256':
      return { sasl: { mechanism: 'scram-sha-256', username, password } };
    case 'scram-sha-512':
      return { sasl: { mechanism: 'scram-sha-512', username, password } };
  }
}
