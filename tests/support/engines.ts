import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Addresses } from '../../infra/engines/detached.ts';
import type { KafkaSettings } from '../../infra/log/kafka/connection.ts';

/** Which of the two sides a test stands on. */
export type Side = 'embedded' | 'distributed';

let shared: Addresses | null = null;

/** From here on, tests and benchmarks stand on these servers. */
export function shareEngines(addresses: Addresses): void {
  shared = addresses;
}

function sharedEngines(): Addresses {
  if (shared) return shared;
  throw new Error('No servers were started for the distributed side.');
}

/** A name for a database, topic or group that no other test uses. */
export const freshName = (): string => `test_${randomBytes(6).toString('hex')}`;

/** An empty database on the shared PostgreSQL. @returns its address */
export async function freshDatabase(): Promise<string> {
  const name = freshName();
  const { postgres } = sharedEngines();
  const client = new pg.Client({ connectionString: postgres });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(postgres), { pathname: `/${name}` }).href;
}

/** Address of a database that is not there yet, on the shared ClickHouse. */
export function freshWarehouse(): string {
  return new URL(`/${freshName()}`, sharedEngines().clickhouse).href;
}

/** A topic that is not there yet, on the shared broker. */
export const freshTopic = (partitions: number): KafkaSettings => ({
  kafkaBrokers: [sharedEngines().kafka],
  kafkaTopic: freshName(),
  kafkaPartitions: partitions,
  kafkaTls: false,
  kafkaTlsCa: null,
  kafkaSasl: null,
  kafkaUsername: '',
  kafkaPassword: '',
});
