import type { Transaction } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { TOLD_ROLES } from '../told-roles.ts';
import type { Situation } from './route.ts';

/**
 * What routing goes by now. Holds the row of routing until the transaction ends: two processes take turns, and none of
 * them takes a turn twice.
 */
export async function holdSituation(transaction: Transaction<Schema>): Promise<Situation> {
  const routing = await transaction
    .selectFrom('routing')
    .select(['default_person_id as person', 'default_channel_id as channel', 'last_turn as lastTurn'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const members = await transaction
    .selectFrom('member')
    .select('userId as id')
    .where('role', 'in', TOLD_ROLES)
    .execute();
  const territories = await transaction.selectFrom('territories').selectAll().execute();
  const round = await transaction
    .selectFrom('rep_settings')
    .select('person_id as id')
    .where('takes_part', '=', true)
    .execute();
  const channels = await transaction.selectFrom('channels').select('id').where('active', '=', true).execute();
  return {
    people: new Set(members.map(({ id }) => id)),
    territories: new Map(territories.map(({ country, person_id }) => [country, person_id])),
    round: round.map(({ id }) => id),
    lastTurn: routing.lastTurn,
    default: defaultOf(routing),
    channels: new Set(channels.map(({ id }) => id)),
  };
}

function defaultOf({
  person,
  channel,
}: {
  person: string | null;
  channel: string | null;
}): Situation['default'] {
  if (person !== null) return { person };
  return channel === null ? null : { channel };
}
