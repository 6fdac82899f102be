import { randomUUID } from 'node:crypto';
import { LEASE_MS } from './outbox.ts';
import type { DeliveryParts } from './parts.ts';
import { sendHeld } from './sender.ts';

/** Sends a test to a channel now. It is held from its first moment, so that no sender takes it as well. */
export async function sendTest(parts: DeliveryParts, channelId: string, id: string): Promise<void> {
  const at = parts.now();
  const lease = randomUUID();
  const held = await parts.database.db
    .insertInto('deliveries')
    .values({
      id,
      kind: 'test',
      channel_id: channelId,
      alert_ids: '[]',
      reason: 'A test, because somebody asked for it',
      due_at: new Date(at),
      created_at: new Date(at),
      attempts: 1,
      leased_until: new Date(at + LEASE_MS),
      lease,
    })
    .returning([
      'id',
      'kind',
      'channel_id',
      'person_id',
      'contact_seq',
      'alert_ids',
      'reason',
      'attempts',
      'created_at',
    ])
    .executeTakeFirstOrThrow();
  await sendHeld(parts, { ...held, lease });
}
