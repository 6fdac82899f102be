import type { Database } from './database.ts';

/** Version of the notice that is published, by site. */
export async function noticeVersions({ db }: Pick<Database, 'db'>): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('notices')
    .select(({ fn }) => ['site_id', fn.max('version').as('version')])
    .groupBy('site_id')
    .execute();
  return new Map(rows.map(({ site_id, version }) => [site_id, version]));
}
