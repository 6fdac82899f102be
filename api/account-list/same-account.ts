import type { Kysely } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { accountName } from '../../policy/accounts.ts';
import type { AccountValues } from './plan-import.ts';

/** Name of another account that would be recognized by the same organization, domain or name; null for none. */
export async function sameAccount(
  db: Kysely<Schema>,
  { organization, domain, name, country }: AccountValues,
  except: number | null,
): Promise<string | null> {
  let rows = db
    .selectFrom('accounts')
    .select(['name', 'domain', 'organization_id'])
    .where((where) =>
      where.or([
        where('organization_id', '=', organization),
        domain === null
          ? where.and([where('domain', 'is', null), where('country', '=', country)])
          : where('domain', '=', domain),
      ]),
    )
    .orderBy('id');
  if (except !== null) rows = rows.where('id', '!=', except);
  const called = accountName(name);
  const isSame = (row: Awaited<ReturnType<typeof rows.execute>>[number]): boolean =>
    (organization !== null && row.organization_id === organization) ||
    (domain === null ? accountName(row.name) === called : row.domain === domain);
  return (await rows.execute()).find(isSame)?.name ?? null;
}
