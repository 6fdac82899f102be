import { randomBytes } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';
import type { LogRecord } from '../log.ts';

/** A record as a consumer finds it. */
export interface FoundRecord<T> {
  position: number;
  /** Milliseconds since the epoch, by the broker's clock. */
  at: number;
  id: string;
  value: T;
}

/**
 * `[id, value]` in JSON. What has no identity of its own gets a random one: a send that is repeated because its answer
 * was lost must not count twice.
 */
export function encodeRecord<T>({ key, id, value }: LogRecord<T>): { key: string; value: string } {
  return { key, value: JSON.stringify([id ?? randomBytes(9).toString('base64url'), value]) };
}

/** @throws SyntaxError for what this log did not write */
export function decodeRecord<T>({ offset, timestamp, value }: KafkaMessage): FoundRecord<T> {
  const [id, found] = JSON.parse(value?.toString() ?? '') as [string, T];
  return { position: Number(offset), at: Number(timestamp), id, value: found };
}
