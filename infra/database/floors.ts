import type { GroupFloor } from '../../policy/floors.ts';
import type { Database } from './database.ts';

/** What officers raised the floor of groups to, by site: the newest word of each. */
export async function loadFloors({ db }: Pick<Database, 'db'>): Promise<Map<number, GroupFloor>> {
  const rows = await db
    .selectFrom('alert_floors')
    .select(['site_id', 'sessions', 'days'])
    .distinctOn('site_id')
    .orderBy('site_id')
    .orderBy('seq', 'desc')
    .execute();
  return new Map(rows.map(({ site_id, sessions, days }) => [site_id, { sessions, days }]));
}
