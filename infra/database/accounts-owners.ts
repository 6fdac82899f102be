import type { Kysely } from 'kysely';
import { type Account, AccountIndex } from '../../policy/accounts.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** Whom the account list names for organizations. */
export interface AccountOwners {
  /** The person and the account's name; null where nobody owns it. */
  ownerOf(organization: Parameters<AccountIndex['find']>[0]): { person: string; account: string } | null;
}

/** The whole list with its owners, in the order in which it was made. */
export const accountsWithOwners = (db: Kysely<Schema>) =>
  db
    .selectFrom('accounts')
    .select([
      'id',
      'organization_id as organization',
      'domain',
      'name',
      'country',
      'relation',
      'watched',
      'owner_id as owner',
    ])
    .orderBy('id')
    .execute();

export async function loadAccountOwners({ db }: Pick<Database, 'db'>): Promise<AccountOwners> {
  const rows = await accountsWithOwners(db);
  const owners = new Map<Account, string>();
  for (const row of rows) if (row.owner !== null) owners.set(row, row.owner);
  const index = new AccountIndex(rows);
  return {
    ownerOf: (organization) => {
      const account = index.find(organization);
      const person = account && owners.get(account);
      return account && person ? { person, account: account.name } : null;
    },
  };
}
