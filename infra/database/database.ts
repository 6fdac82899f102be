import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * PostgreSQL, in the process or on a server, behind one dialect. `int8` comes back as a number (nothing here
 * counts beyond 2^53), `timestamptz` as Date, `jsonb` parsed.
 *
 * The embedded engine has one connection: inside a transaction, use the transaction only, or wait for ever.
 */
export interface Database {
  readonly db: Kysely<Schema>;
  /**
   * Calls `handler` with the payload of each notification on a channel.
   *
   * @returns a function that stops listening
   */
  listen(channel: Channel, handler: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/**
 * `configuration`: sites, policies, assessments, notices, topics, rules, accounts or decisions about matches changed. `alerts`: a window opened or changed
 * its state. `visitors`: somebody objected or withdrew consent. `deliveries`: something is to be sent.
 */
export type Channel = 'configuration' | 'alerts' | 'visitors' | 'deliveries';
