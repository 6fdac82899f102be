import type { Warehouse } from '../infra/warehouse/warehouse.ts';
import type { EventOrganization } from '../policy/event.ts';
import type { Past, PastCell } from './backtest.ts';
import type { Corrected } from './corrected.ts';

type CellRow = {
  organization: string;
  topic: number;
  quarter: number;
  policy_version: number;
  sessions: string;
};

/**
 * Sessions of a site that alerts may feed on, and the organizations they belong to, from the roll-up. As if what people
 * decided about organizations since had been so from the first.
 *
 * @param from milliseconds since the epoch; rules look back from the first window that is asked for, so begin before it
 */
export async function pastOf(
  warehouse: Warehouse,
  { site, from, until }: { site: number; from: number; until: number },
  corrected: Corrected,
): Promise<Past> {
  const asked = { site, from: Math.floor(from / 1000), until: Math.floor(until / 1000) };
  const cells = await warehouse.query<CellRow>(
    `SELECT toString(organization) AS organization, topic, toUnixTimestamp(quarter) AS quarter, policy_version,
            sum(sessions) AS sessions
     FROM organization_quarters AS stored
     WHERE site = {site:UInt32} AND alert AND stored.organization != 0
       AND quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({until:UInt32})
     GROUP BY organization, topic, quarter, policy_version
     HAVING sessions != 0`,
    asked,
  );
  const organizations = await warehouse.query<EventOrganization>(
    `SELECT toString(id) AS id, argMax(name, seen) AS name, argMax(domain, seen) AS domain,
            argMax(country, seen) AS country, argMax(kind, seen) AS kind, argMax(confidence, seen) AS confidence
     FROM organizations
     WHERE id IN (
       SELECT organization FROM organization_quarters
       WHERE site = {site:UInt32} AND alert AND organization != 0
         AND quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({until:UInt32}))
     GROUP BY id`,
    asked,
  );
  const owners = new Map(organizations.map((organization) => [organization.id, corrected(organization)]));
  const known = new Map<string, EventOrganization>();
  const past = cells.flatMap(({ policy_version, quarter, sessions, topic, organization }): PastCell[] => {
    const owner = owners.get(organization);
    if (!owner) return [];
    known.set(owner.id, owner);
    const cell = { site, organization: owner.id, topic, quarter: quarter * 1000 };
    return [{ ...cell, sessions: Number(sessions), policyVersion: policy_version }];
  });
  return { cells: past, organizations: known };
}
