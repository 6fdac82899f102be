import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import { type Account, AccountIndex } from '../../policy/accounts.ts';

/** Organizations that are asked for; more are not looked through. */
const MOST_ORGANIZATIONS = 200_000;

interface Columns {
  ids: string[];
  domains: string[];
  names: string[];
  countries: string[];
}

/** How many of these accounts are organizations that were seen on any site. */
export async function countSeen(warehouse: Warehouse, accounts: readonly Account[]): Promise<number> {
  const index = new AccountIndex(accounts);
  // By column: of so many, rows of their own take longer to be read than to be found.
  const [columns] = await warehouse.query<Columns>(
    `SELECT groupArray(toString(known.id)) AS ids, groupArray(known.domain) AS domains, groupArray(known.name) AS names,
            groupArray(known.country) AS countries
     FROM (
       SELECT id, domain, name, country FROM organizations FINAL ORDER BY organizations.id LIMIT {most:UInt32}
     ) AS known`,
    { most: MOST_ORGANIZATIONS },
  );
  if (!columns) return 0;
  const { ids, domains, names, countries } = columns;
  const found = ids.map((id, at) =>
    index.find({ id, domain: domains[at] ?? '', name: names[at] ?? '', country: countries[at] ?? '' }),
  );
  return new Set(found.filter((account) => account !== null)).size;
}
