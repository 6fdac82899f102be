import { checkedBody } from '../../alerts/allow-list.ts';
import type { Database } from '../../infra/database/database.ts';
import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import type { KnownOrganization } from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';
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

/** As the warehouse knows it, or else as an alert tells it. @throws ProblemError 404 */
export async function findOrganization(
  { warehouse, database }: Pick<ApiParts, 'warehouse' | 'database'>,
  id: string,
): Promise<KnownOrganization> {
  const [written] = await warehouse.query<KnownOrganization>(
    `SELECT toString(known.id) AS id, name, domain, country, kind FROM organizations AS known FINAL
     WHERE known.id = toUInt64OrZero({id:String}) AND known.id != 0`,
    { id },
  );
  const found = written ?? (await toldOrganization(database, id));
  if (!found) throw new ProblemError(404, 'organization_not_found', 'This organization was not seen here.');
  return found;
}

/** An alert can be told a moment before the warehouse has the visits that it stands on. */
async function toldOrganization({ db }: Database, id: string): Promise<KnownOrganization | null> {
  const told = await db
    .selectFrom('alerts')
    .innerJoin('windows', 'windows.id', 'alerts.window_id')
    .select('alerts.body')
    .where('windows.organization_id', '=', id)
    .orderBy('alerts.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!told) return null;
  const { name, registrableDomain, country, kind } = checkedBody(told.body).org;
  return { id, name, domain: registrableDomain, country, kind };
}
