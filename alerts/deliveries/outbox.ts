import { type SqlBool, sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import type { Outcome } from './outcome.ts';
import { FAILING_TOO_LONG_MS, nextAttempt } from './schedule.ts';

/** A delivery that somebody holds. */
export interface HeldDelivery {
  id: string;
  kind: 'alert' | 'digest' | 'test' | 'contact';
  channel_id: string | null;
  person_id: string | null;
  contact_seq: number | null;
  alert_ids: string[];
  reason: string;
  /** Tries, this one included. */
  attempts: number;
  created_at: Date;
  lease: string;
}

/** Mail goes over one server and everything else to many, so neither waits for the other. */
export type Lane = 'channels' | 'mail';

/** Longer than any try may take. One that was begun and never ended is tried again after this. */
export const LEASE_MS = 90_000;

export interface Tried {
  outcome: Outcome;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** For so long, in milliseconds, the target gets nothing more. */
  rest: number;
  random: number;
}

/** Deliveries that wait, and the one statement by which a sender takes some of them. */
export function outbox({ db }: Database, newLease: () => string) {
  const columns = sql`id, kind, channel_id, person_id, contact_seq, alert_ids, reason, attempts, created_at, lease`;
  return {
    /**
     * Takes what is due, at most one for each target, first tries before others. Whoever else takes meanwhile gets
     * others.
     */
    take: async (lane: Lane, most: number, now: number): Promise<HeldDelivery[]> => {
      const at = new Date(now);
      const target = (of: 'w' | 'o') =>
        lane === 'mail'
          ? sql`coalesce(${sql.ref(`${of}.person_id`)}, ${sql.ref(`${of}.contact_seq`)}::text)`
          : sql.ref(`${of}.channel_id`);
      // A paused channel keeps what waits.
      const open =
        lane === 'mail'
          ? sql<SqlBool>`true`
          : sql<SqlBool>`EXISTS (SELECT FROM channels c WHERE c.id = w.channel_id AND c.active)`;
      const { rows } = await sql<HeldDelivery>`
        UPDATE deliveries SET leased_until = ${new Date(now + LEASE_MS)}, lease = ${newLease()}, attempts = attempts + 1
        WHERE id IN (
          SELECT id FROM deliveries
          WHERE state = 'waiting' AND due_at <= ${at} AND (leased_until IS NULL OR leased_until <= ${at})
            AND id IN (
              SELECT DISTINCT ON (${target('w')}) w.id FROM deliveries w
              WHERE ${target('w')} IS NOT NULL AND w.state = 'waiting' AND w.due_at <= ${at} AND ${open}
                AND NOT EXISTS (
                  SELECT FROM deliveries o WHERE ${target('o')} = ${target('w')} AND o.leased_until > ${at})
              ORDER BY ${target('w')}, w.attempts, w.due_at, w.id)
          ORDER BY attempts, due_at, id
          LIMIT ${most}
          FOR UPDATE SKIP LOCKED)
        RETURNING ${columns}`.execute(db);
      return rows;
    },

    /**
     * Notes a try and what follows from it, in one transaction. Whose hold ran out changes nothing: somebody else
     * has it now. A delivery that was removed meanwhile is forgotten.
     */
    finish: async (held: HeldDelivery, tried: Tried, now: number): Promise<void> => {
      const { outcome, startedAt, rest, random } = tried;
      const at = new Date(now);
      const retry =
        outcome.kind === 'later' && held.kind !== 'test'
          ? nextAttempt(held.attempts, now, outcome.wait, random)
          : null;
      const state =
        outcome.kind === 'delivered'
          ? 'delivered'
          : outcome.kind === 'withheld'
            ? 'cancelled'
            : retry === null
              ? 'failed'
              : 'waiting';
      await db.transaction().execute(async (transaction) => {
        const kept = await transaction
          .updateTable('deliveries')
          .set({
            state,
            lease: null,
            leased_until: rest > 0 ? new Date(now + rest) : null,
            ...(retry === null ? { done_at: at } : { due_at: new Date(retry) }),
          })
          .where('id', '=', held.id)
          .where('lease', '=', held.lease)
          .returning('id')
          .executeTakeFirst();
        if (!kept) return;
        await transaction
          .insertInto('delivery_attempts')
          .values({
            delivery_id: held.id,
            at: new Date(startedAt),
            code: outcome.code,
            status: outcome.status,
            excerpt: outcome.excerpt,
            took_ms: Math.max(0, Math.round(now - startedAt)),
          })
          .execute();
        // A test says nothing about what alerts meet: its body may differ, and nobody waits for it.
        if (held.channel_id === null || outcome.kind === 'withheld' || held.kind === 'test') return;
        if (outcome.kind === 'delivered') {
          await transaction
            .updateTable('channels')
            .set({ failing_since: null })
            .where('id', '=', held.channel_id)
            .where('failing_since', 'is not', null)
            .execute();
          return;
        }
        const channel = await transaction
          .updateTable('channels')
          .set({ failing_since: sql<Date>`coalesce(failing_since, ${at})` })
          .where('id', '=', held.channel_id)
          .where('active', '=', true)
          .returning('failing_since')
          .executeTakeFirst();
        const failing = now - (channel?.failing_since?.getTime() ?? now);
        const reason =
          outcome.kind === 'gone' ? 'gone' : failing >= FAILING_TOO_LONG_MS ? 'failing_too_long' : null;
        if (!channel || reason === null) return;
        await transaction
          .updateTable('channels')
          .set({ active: false, disabled_at: at, disabled_reason: reason })
          .where('id', '=', held.channel_id)
          .execute();
        await transaction
          .updateTable('deliveries')
          .set({ state: 'failed', done_at: at })
          .where('channel_id', '=', held.channel_id)
          .where('state', '=', 'waiting')
          .execute();
      });
    },
  };
}
