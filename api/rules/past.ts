import type { Cell } from '../../alerts/cells.ts';
import type { Warehouse } from '../../infra/warehouse/warehouse.ts';
import type { EventOrganization } from '../../policy/event.ts';

/** Sessions of the past, with the version of the policy under which they were collected. */
export interface PastCell extends Cell {
  policyVersion: number;
}

export interface Past {
  cells: readonly PastCell[];
  /** Organizations as they are known now, by id. */
  organizations: ReadonlyMap<string, EventOrganization>;
}

type CellRow = {
  organization: string;
  topic: number;
  quarter: number;
  policy_version: number;
  sessions: string;
};

/**
 * Sessions of a site that alerts may feed on, and the organizations they belong to, from the roll-up.
 *
 * @param span milliseconds since the epoch; rules look back from the first window that is asked for, so begin before it
 */
export async function pastOf(
  warehouse: Warehouse,
  { site, from, until }: { site: number; from: number; until: number },
): Promise<Past> {
  const asked = { site, from: Math.floor(from / 1000), until: Math.floor(until / 1000) };
  const cells = await warehouse.query<CellRow>(
    `SELECT toString(organization) AS organization, topic, toUnixTimestamp(quarter) AS quarter, policy_version,
            sum(sessions) AS sessions
     FROM organization_quarters
     WHERE site = {site:UInt32} AND alert
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
       WHERE site = {site:UInt32} AND alert
         AND quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({until:UInt32}))
     GROUP BY id`,
    asked,
  );
  return {
    cells: cells.map(({ policy_version, quarter, sessions, ...cell }) => ({
      ...cell,
      site,
      quarter: quarter * 1000,
      sessions: Number(sessions),
      policyVersion: policy_version,
    })),
    organizations: new Map(organizations.map((each) => [each.id, each])),
  };
}
