import { randomUUID } from 'node:crypto';
import { shiftEvents } from './event-moves.ts';
import { QUARTER_COLUMNS } from './quarter-columns.ts';
import type { Warehouse } from './warehouse.ts';

/** What is stored of one organization goes to another, or comes back. */
export interface OrganizationMove {
  /** Marks the rows that were moved. */
  id: number;
  from: string;
  /** '0': no organization. */
  to: string;
}

/** What moving asks of the warehouse. */
export type MovingWarehouse = Pick<Warehouse, 'query' | 'insert' | 'command' | 'settled'>;

/** Told after each month: how many are done, and how many there are. */
export type OnProgress = (done: number, total: number) => Promise<void>;

/** Rows that are read and written at once; all of them arrive, or none does. */
const MAXIMUM_GROUPS = 100_000;

/**
 * Moves everything stored of an organization. What is moved is what is there: run again after a crash it goes on, and
 * run once more it finds nothing. One process at a time may do this.
 */
export async function moveOrganization(
  warehouse: MovingWarehouse,
  { id, from, to }: OrganizationMove,
  onProgress: OnProgress,
): Promise<void> {
  const where = 'organization = {from:UInt64}';
  await shiftQuarters(
    warehouse,
    { where, parameters: { from } },
    (moves) => ({ from, to, moves: [...moves, id] }),
    onProgress,
  );
  await shiftEvents(warehouse, {
    where,
    there: 'organization = {to:UInt64} AND has(moves, {id:UInt32})',
    target: '{to:UInt64}',
    moves: 'arrayPushBack(moves, {id:UInt32})',
    parameters: { id, from, to },
  });
}

/** Brings back what a move took, as far as no later move took it on. */
export async function returnOrganization(
  warehouse: MovingWarehouse,
  { id, from, to }: OrganizationMove,
  onProgress: OnProgress,
): Promise<void> {
  const where = 'organization = {to:UInt64} AND moves[-1] = {id:UInt32}';
  await shiftQuarters(
    warehouse,
    { where, parameters: { id, to } },
    (moves) => ({ from: to, to: from, moves: moves.slice(0, -1) }),
    onProgress,
  );
  await shiftEvents(warehouse, {
    where,
    there: 'organization = {from:UInt64}',
    target: '{from:UInt64}',
    moves: 'arrayPopBack(moves)',
    parameters: { id, from, to },
  });
}

/** Moves that some rows came by last. */
export async function lastMoves(warehouse: MovingWarehouse): Promise<number[]> {
  await warehouse.settled('organization_quarters');
  const rows = await warehouse.query<{ move: number }>(
    `SELECT DISTINCT moves[-1] AS move FROM (
       SELECT moves, sum(t.views) AS views, sum(t.sessions) AS sessions
       FROM organization_quarters AS t
       WHERE notEmpty(moves)
       GROUP BY site, organization, topic, quarter, alert, policy_version, moves
       HAVING views != 0 OR sessions != 0)`,
  );
  return rows.map(({ move }) => move);
}

interface Group {
  site: number;
  topic: number;
  quarter: number;
  alert: boolean;
  policy_version: number;
  moves: number[];
  views: string;
  sessions: string;
}

/**
 * Sums are moved by rows that take away and rows that add. Both are in one insert of one month, which is one part: they
 * arrive together or not at all, so that a crash between them loses nothing and counts nothing twice. What was moved is
 * never read from a copy that has not heard of it.
 */
async function shiftQuarters(
  warehouse: MovingWarehouse,
  rows: { where: string; parameters: Record<string, unknown> },
  change: (moves: readonly number[]) => { from: string; to: string; moves: number[] },
  onProgress: OnProgress,
): Promise<void> {
  await warehouse.settled('organization_quarters');
  const found = await warehouse.query<{ month: number }>(
    `SELECT DISTINCT toYYYYMM(quarter) AS month FROM organization_quarters WHERE ${rows.where} ORDER BY month`,
    rows.parameters,
  );
  for (const [index, { month }] of found.entries()) {
    for (;;) {
      const groups = await warehouse.query<Group>(
        `SELECT site, topic, toUnixTimestamp(quarter) AS quarter, alert, policy_version, moves,
                sum(t.views) AS views, sum(t.sessions) AS sessions
         FROM organization_quarters AS t
         WHERE ${rows.where} AND toYYYYMM(t.quarter) = {month:UInt32}
         GROUP BY site, topic, quarter, alert, policy_version, moves
         HAVING views != 0 OR sessions != 0
         LIMIT ${MAXIMUM_GROUPS}`,
        { ...rows.parameters, month },
      );
      if (groups.length === 0) break;
      await warehouse.insert(
        {
          table: 'organization_quarters',
          columns: [...QUARTER_COLUMNS, 'moves'],
          rows: groups.flatMap(({ site, topic, quarter, alert, policy_version, moves, views, sessions }) => {
            const moved = change(moves);
            const key = [topic, quarter, alert, policy_version];
            return [
              [site, moved.from, ...key, -Number(views), -Number(sessions), moves],
              [site, moved.to, ...key, Number(views), Number(sessions), moved.moves],
            ];
          }),
        },
        // What was read decides what is written, so a token may never be met again.
        `move ${randomUUID()}`,
      );
      await warehouse.settled('organization_quarters');
    }
    await onProgress(index + 1, found.length);
  }
}
