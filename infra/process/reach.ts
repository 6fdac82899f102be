import { setTimeout as delay } from 'node:timers/promises';
import { KafkaUnusableError } from '../log/kafka/unusable.ts';
import { StartError } from './stop.ts';

export interface Server {
  /** As people call it. */
  name: string;
  /** Settings that say where it is and how to be let in. */
  setting: string;
}

export const KAFKA: Server = { name: 'Kafka', setting: 'CLEARPANE_KAFKA_BROKERS' };
export const CLICKHOUSE: Server = { name: 'ClickHouse', setting: 'CLEARPANE_CLICKHOUSE_URL' };
export const POSTGRESQL: Server = { name: 'PostgreSQL', setting: 'CLEARPANE_DATABASE_URL' };

export interface Waiting {
  /** Longest, milliseconds. */
  patience: number;
  /** Between two tries, milliseconds. */
  every: number;
  say(line: string): void;
}

const WAITING: Waiting = { patience: 30_000, every: 500, say: (line) => console.error(line) };

/** What a machine, a proxy or a server says that is not up yet. 57P03: PostgreSQL is starting up, or still ending. */
const AWAY = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  '57P03',
  'unreachable' satisfies KafkaUnusableError['code'],
]);

/**
 * Opens what is on a server. Machines and containers start in any order, so one that is not up yet is waited for; one
 * that does not let us in is not.
 *
 * @throws StartError
 */
export async function reach<T>(server: Server, open: () => Promise<T>, waiting = WAITING): Promise<T> {
  const until = performance.now() + waiting.patience;
  for (let told = false; ; await delay(waiting.every)) {
    try {
      return await open();
    } catch (cause) {
      if (!isAway(cause) || performance.now() > until) throw notReached(server, cause);
      if (!told) waiting.say(`Waiting for ${server.name}: ${messageOf(cause)}.`);
      told = true;
    }
  }
}

/** The address is not repeated: there may be a password in it. */
export function notReached({ name, setting }: Server, cause: unknown): StartError {
  const settings = cause instanceof KafkaUnusableError ? cause.settings : setting;
  return new StartError(`${name} can not be used: ${messageOf(cause)}. Check ${settings}.`, { cause });
}

const isAway = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && AWAY.has(String(error.code));

/** Of an address with several machines behind it, the first reason. */
function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return messageOf(cause.errors[0]);
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
