import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import type { KnownOrganization } from '../contract-corrections.ts';
import { ProblemError } from '../problem.ts';

/** Organizations seen on any site whose name or domain has a text in it, by name. */
export function knownOrganizations(warehouse: Warehouse, text: string): Promise<KnownOrganization[]> {
  return warehouse.query<KnownOrganization>(
    `SELECT toString(id) AS id, name, domain, country, kind FROM organizations FINAL
     WHERE positionCaseInsensitiveUTF8(concat(name, ' ', domain), {text:String}) > 0
     ORDER BY lengthUTF8(name), name, id
     LIMIT 20`,
    { text },
  );
}

/** @throws ProblemError 404 */
export async function findOrganization(warehouse: Warehouse, id: string): Promise<KnownOrganization> {
  const [found] = await warehouse.query<KnownOrganization>(
    `SELECT toString(known.id) AS id, name, domain, country, kind FROM organizations AS known FINAL
     WHERE known.id = toUInt64OrZero({id:String}) AND known.id != 0`,
    { id },
  );
  if (!found) throw new ProblemError(404, 'organization_not_found', 'This organization was not seen here.');
  return found;
}
