import type { DeliveryParts } from '../../alerts/deliveries/parts.ts';
import { sendTest } from '../../alerts/deliveries/send-test.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Delivery } from '../contract-channels.ts';
import { ProblemError } from '../problem.ts';
import { findChannel } from './channels.ts';

/** The newest deliveries to a channel, each with its tries. */
export async function listDeliveries(
  database: Database,
  channelId: string,
  limit: number,
): Promise<Delivery[]> {
  await findChannel(database, channelId);
  const rows = await database.db
    .selectFrom('deliveries')
    .select('id')
    .where('channel_id', '=', channelId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return readDeliveries(
    database,
    rows.map(({ id }) => id),
  );
}

/** In the order of the ids. */
async function readDeliveries({ db }: Database, ids: readonly string[]): Promise<Delivery[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('id', 'in', [...ids])
    .$narrowType<{ kind: Delivery['kind'] }>()
    .execute();
  const tries = await db
    .selectFrom('delivery_attempts')
    .selectAll()
    .where('delivery_id', 'in', [...ids])
    .orderBy('seq')
    .execute();
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return [];
    const attempts = tries
      .filter(({ delivery_id }) => delivery_id === id)
      .map(({ at, code, status, excerpt, took_ms }) => ({
        at: at.toISOString(),
        code,
        status,
        excerpt,
        tookMs: took_ms,
      }));
    return [
      {
        id,
        kind: row.kind,
        state: row.state,
        reason: row.reason,
        createdAt: row.created_at.toISOString(),
        dueAt: row.state === 'waiting' ? row.due_at.toISOString() : null,
        attempts,
      },
    ];
  });
}

/** Sends a test now and says how it went, also to a channel that is paused. */
export async function testChannel(parts: DeliveryParts, channelId: string, id: string): Promise<Delivery> {
  const { database } = parts;
  await findChannel(database, channelId);
  await sendTest(parts, channelId, id);
  return oneDelivery(database, id);
}

/**
 * Lets a delivery be tried anew, from the first wait on. It keeps its id, so a receiver that has it already knows.
 *
 * @throws ProblemError 404, 409 while it is under way or its channel is off
 */
export async function resend({ database, now }: DeliveryParts, id: string): Promise<Delivery> {
  const row = await database.db
    .selectFrom('deliveries')
    .leftJoin('channels', 'channels.id', 'deliveries.channel_id')
    .select(['deliveries.kind', 'channels.active'])
    .where('deliveries.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  if (row.kind === 'test') {
    throw new ProblemError(409, 'delivery_is_test', 'A test is not sent again; press the test button.');
  }
  if (row.active === false) {
    throw new ProblemError(409, 'channel_off', 'The channel is off. Switch it on first.');
  }
  const at = new Date(now());
  const changed = await database.db
    .updateTable('deliveries')
    .set({ state: 'waiting', due_at: at, attempts: 0, done_at: null })
    .where('id', '=', id)
    .where((where) => where.or([where('lease', 'is', null), where('leased_until', '<=', at)]))
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new ProblemError(409, 'delivery_under_way', 'It is being sent at this moment.');
  return oneDelivery(database, id);
}

async function oneDelivery(database: Database, id: string): Promise<Delivery> {
  const [delivery] = await readDeliveries(database, [id]);
  if (!delivery) throw notFound();
  return delivery;
}

const notFound = (): ProblemError =>
  new ProblemError(
    404,
    'delivery_not_found',
    'There is no such delivery; its channel may have been removed.',
  );
