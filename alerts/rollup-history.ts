import type { Warehouse } from '../infra/warehouse/warehouse.ts';
import type { Cell } from './cells.ts';

type Row = { site: number; organization: string; topic: number; quarter: number; sessions: string };

/** Sessions by organization, topic and quarter that alerts may feed on, from the roll-up; times in milliseconds. */
export async function rollupHistory(warehouse: Warehouse, from: number, until: number): Promise<Cell[]> {
  const rows = await warehouse.query<Row>(
    `SELECT site, toString(organization) AS organization, topic, toUnixTimestamp(quarter) AS quarter,
            sum(sessions) AS sessions
     FROM organization_quarters AS stored
     WHERE alert AND stored.organization != 0
       AND quarter >= fromUnixTimestamp({from:UInt32}) AND quarter < fromUnixTimestamp({until:UInt32})
     GROUP BY site, organization, topic, quarter
     HAVING sessions > 0`,
    { from: Math.floor(from / 1000), until: Math.floor(until / 1000) },
  );
  return rows.map((row) => ({
    ...row,
    quarter: row.quarter * 1000,
    sessions: Number(row.sessions),
  }));
}
