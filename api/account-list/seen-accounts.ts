import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import { type Account, AccountIndex } from '../../policy/accounts.ts';

/** Organizations that are asked for; more are not looked through. */
const MOST_ORGANIZATIONS = 200_000;

/** How many of these accounts are organizations that were seen on any site. */
export async function countSeen(warehouse: Warehouse, accounts: readonly Account[]): Promise<number> {
  const index = new AccountIndex(accounts);
  const organizations = await warehouse.query<{ id: string; domain: string; name: string; country: string }>(
    `SELECT toString(id) AS id, domain, name, country FROM organizations FINAL
     ORDER BY organizations.id LIMIT {most:UInt32}`,
    { most: MOST_ORGANIZATIONS },
  );
  const found = organizations.map((organization) => index.find(organization));
  return new Set(found.filter((account) => account !== null)).size;
}
