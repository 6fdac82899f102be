import type { Kysely } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { startOfLocalDay } from './working-time.ts';

/** Alerts that came alone to a person since midnight where they are. */
export async function toldToday(
  db: Kysely<Schema>,
  person: string,
  timeZone: string,
  now: number,
): Promise<number> {
  const { today } = await db
    .selectFrom('alert_recipients')
    .select(({ fn }) => fn.countAll<number>().as('today'))
    .where('person_id', '=', person)
    .where('told', '=', 'now')
    .where('at', '>=', new Date(startOfLocalDay(timeZone, now)))
    .executeTakeFirstOrThrow();
  return Number(today);
}
