import { sql } from 'kysely';
import type { Database } from '../infra/database/database.ts';
import { DAY } from '../policy/time.ts';

/** How long notes on the way of alerts are kept, in days. Windows and alerts are not among them. */
export const NOTE_TERMS = {
  /** How long a delivery may wait. All tries with all their waits are over before, so only a paused channel waits longer. */
  waitingDays: 14,
  /** Deliveries with their tries, after they were sent, failed or cancelled. */
  deliveryDays: 90,
  /** What was held back, with its reason. */
  heldBackDays: 90,
  /** What warmed up, after its time: as long as a stop may last that leaves no window out. */
  warmingDays: 30,
} as const;

/** One run takes so many rows of a table at most, so that it holds up nobody; the next goes on. */
const MOST = 5000;

/**
 * Ends what waited too long and erases notes whose time is over. A delivery stays while a window of its alerts is open: that one may be routed again,
 * and what stays is how a channel hears of it once.
 *
 * @param now milliseconds since the epoch
 */
export async function eraseEndedNotes({ db }: Database, now: number): Promise<void> {
  const before = (days: number): Date => new Date(now - days * DAY);
  await sql`
    WITH ended AS (
      UPDATE deliveries SET state = 'cancelled', done_at = ${new Date(now)} WHERE id IN (
        SELECT id FROM deliveries
        WHERE state = 'waiting' AND created_at < ${before(NOTE_TERMS.waitingDays)}
          AND (leased_until IS NULL OR leased_until <= ${new Date(now)})
        LIMIT ${MOST} FOR UPDATE SKIP LOCKED)
      RETURNING id)
    INSERT INTO delivery_attempts (delivery_id, at, code, status, excerpt, took_ms)
    SELECT id, ${new Date(now)}, 'waited_too_long', null, ${`Nobody took it within ${NOTE_TERMS.waitingDays} days.`}, 0
    FROM ended`.execute(db);
  await sql`
    DELETE FROM deliveries WHERE id IN (
      SELECT id FROM deliveries
      WHERE done_at < ${before(NOTE_TERMS.deliveryDays)}
        AND NOT EXISTS (
          SELECT FROM alerts JOIN windows ON windows.id = alerts.window_id
          WHERE alerts.id IN (SELECT jsonb_array_elements_text(deliveries.alert_ids))
            AND windows.state <> 'closed' AND windows.expires_at > ${new Date(now)})
      LIMIT ${MOST})`.execute(db);
  await sql`
    DELETE FROM held_back WHERE seq IN (
      SELECT seq FROM held_back WHERE at < ${before(NOTE_TERMS.heldBackDays)} LIMIT ${MOST})`.execute(db);
  await db.deleteFrom('warming').where('until', '<', before(NOTE_TERMS.warmingDays)).execute();
}
