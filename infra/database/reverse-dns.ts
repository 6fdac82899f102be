import type { Database } from './database.ts';

/** Whether the officer lets DNS be asked for names. Nobody is asked until somebody said so. */
export async function reverseDnsEnabled({ db }: Pick<Database, 'db'>): Promise<boolean> {
  const row = await db
    .selectFrom('reverse_dns_changes')
    .select('enabled')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.enabled === true;
}
