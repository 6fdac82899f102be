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
  /**
   * Runs `work` while no other process does, and again when it was interrupted. Its signal aborts when the
   * lead is lost or given up; for a moment afterwards another process may begin, so the work must bear being done twice.
   *
   * @returns a function that gives up the lead
   */
  lead(name: Lead, work: (signal: AbortSignal) => Promise<void>): () => Promise<void>;
  close(): Promise<void>;
}

/** What one process does for all. `maintenance`: what is due by the clock. `moves`: corrections of the past. */
export type Lead = 'maintenance' | 'moves';

/**
 * `configuration`: sites, policies, assessments, notices, topics, rules, accounts or decisions about matches changed. `alerts`: a window opened or changed
 * its state. `visitors`: somebody objected or withdrew consent. `deliveries`: something is to be sent. `troubles`: a process says
 * what it has trouble with.
 */
export type Channel = 'configuration' | 'alerts' | 'visitors' | 'deliveries' | 'troubles';
