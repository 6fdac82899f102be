import { AccountIndex } from '../../policy/accounts.ts';
import type { Database } from './database.ts';

/** Everything that sales knows of organizations, ready to be asked. */
export async function loadAccounts({ db }: Pick<Database, 'db'>): Promise<AccountIndex> {
  const rows = await db
    .selectFrom('accounts')
    .select(['organization_id as organization', 'domain', 'name', 'country', 'relation', 'watched'])
    .orderBy('id')
    .execute();
  return new AccountIndex(rows);
}
