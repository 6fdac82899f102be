import type { Selectable } from 'kysely';
import { newSecret, RETIREMENT_MS, rotated, secretsOf } from '../../alerts/deliveries/secrets.ts';
import { TargetError, type Targets } from '../../alerts/deliveries/targets.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import type { Channel, ChannelChange, MadeChannel, NewChannel, NewSecret } from '../contract-channels.ts';
import { ProblemError } from '../problem.ts';
import { findSite } from '../sites/sites.ts';

type ChannelRow = Selectable<Schema['channels']>;

const toChannel = (row: ChannelRow, whole: boolean): Channel => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  siteId: row.site_id === null ? null : String(row.site_id),
  host: whole ? new URL(row.url).host : '',
  active: row.active,
  failingSince: row.failing_since?.toISOString() ?? null,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  disabledReason: row.disabled_reason,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
});

/** @param whole whether the reader may see where it goes */
export async function listChannels({ db }: Database, whole: boolean): Promise<Channel[]> {
  const rows = await db.selectFrom('channels').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => toChannel(row, whole));
}

/** @throws ProblemError 404 */
export async function findChannel({ db }: Database, id: string): Promise<ChannelRow> {
  const row = await db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new ProblemError(404, 'channel_not_found', 'There is no such channel.');
  return row;
}

/** @throws ProblemError 400 with the code of why nothing may be sent there, 404 for an unknown site */
export async function addChannel(
  database: Database,
  targets: Targets,
  { kind, name, url, siteId }: NewChannel,
  made: { id: string; by: string; at: number },
): Promise<MadeChannel> {
  if (siteId !== null) await findSite(database, siteId);
  await targets.check(url).catch((error) => {
    if (!(error instanceof TargetError)) throw error;
    throw new ProblemError(400, error.code, 'Nothing can be sent to this address.', error.message, {
      errors: [{ field: 'url', message: error.message }],
    });
  });
  const secret = kind === 'webhook' ? newSecret() : null;
  const row = await database.db
    .insertInto('channels')
    .values({
      id: made.id,
      kind,
      site_id: siteId,
      name: name.trim(),
      url,
      secrets: JSON.stringify(secret === null ? [] : [secret]),
      created_by: made.by,
      created_at: new Date(made.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { channel: toChannel(row, true), secret: secret?.secret ?? null };
}

/** Renames, pauses or opens. Opening forgets what went wrong before. */
export async function changeChannel(database: Database, id: string, change: ChannelChange): Promise<Channel> {
  const row = await findChannel(database, id);
  const changed = await database.db
    .updateTable('channels')
    .set({
      name: change.name?.trim() ?? row.name,
      active: change.active ?? row.active,
      ...(change.active ? { failing_since: null, disabled_at: null, disabled_reason: null } : {}),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return toChannel(changed ?? row, true);
}

export async function removeChannel(database: Database, id: string): Promise<void> {
  await findChannel(database, id);
  await database.db.deleteFrom('channels').where('id', '=', id).execute();
}

/** @throws ProblemError 404, 409 for a channel that signs nothing */
export async function rotateSecret(database: Database, id: string, now: number): Promise<NewSecret> {
  const fresh = newSecret();
  await database.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('channels')
      .select(['kind', 'secrets'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new ProblemError(404, 'channel_not_found', 'There is no such channel.');
    if (row.kind !== 'webhook') {
      throw new ProblemError(
        409,
        'channel_unsigned',
        'Only webhooks are signed; this channel has no secret.',
      );
    }
    await transaction
      .updateTable('channels')
      .set({ secrets: JSON.stringify(rotated(secretsOf(row.secrets), fresh, now)) })
      .where('id', '=', id)
      .execute();
  });
  return { secret: fresh.secret, oldSignsUntil: new Date(now + RETIREMENT_MS).toISOString() };
}
