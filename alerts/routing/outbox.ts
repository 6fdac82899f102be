import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';

/** A digest that is about to leave takes nothing more: what it holds may be read already. */
const DIGEST_CLOSES_MS = 60_000;

/** An id made from what it stands for, so that the same is never there twice. */
export const idOf = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

type Target = { channel: string } | { person: string };

/** One alert to one target, at once. An alert that is routed again goes nowhere a second time. */
export async function sendAlert(
  transaction: Transaction<Schema>,
  { alert, target, reason, now }: { alert: string; target: Target; reason: string; now: number },
): Promise<void> {
  await transaction
    .insertInto('deliveries')
    .values({
      id: 'channel' in target ? idOf('channel', target.channel, alert) : idOf('person', target.person, alert),
      kind: 'alert',
      channel_id: 'channel' in target ? target.channel : null,
      person_id: 'person' in target ? target.person : null,
      alert_ids: JSON.stringify([alert]),
      reason,
      due_at: new Date(now),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Adds an alert to what a person gets at a time; there is one delivery for each person and time. */
export async function addToDigest(
  transaction: Transaction<Schema>,
  { alert, person, at, now }: { alert: string; person: string; at: number; now: number },
): Promise<void> {
  const shared = idOf('digest', person, at);
  const open = at - now > DIGEST_CLOSES_MS;
  if (open) {
    const ids = JSON.stringify([alert]);
    const added = await transaction
      .updateTable('deliveries')
      .set({
        alert_ids: sql`CASE WHEN alert_ids @> ${ids}::jsonb THEN alert_ids ELSE alert_ids || ${ids}::jsonb END`,
      })
      .where('id', '=', shared)
      .where('state', '=', 'waiting')
      .where('attempts', '=', 0)
      .returning('id')
      .executeTakeFirst();
    if (added) return;
  }
  const insert = (id: string) =>
    transaction
      .insertInto('deliveries')
      .values({
        id,
        kind: 'digest',
        person_id: person,
        channel_id: null,
        alert_ids: JSON.stringify([alert]),
        reason: 'What waited for you.',
        due_at: new Date(at),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
  if (open && (await insert(shared))) return;
  // The digest of that time has left, or is about to.
  await insert(idOf('digest', person, at, alert));
}
