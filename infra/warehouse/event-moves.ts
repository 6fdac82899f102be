import { EVENT_COLUMNS } from './event-columns.ts';
import type { Warehouse } from './warehouse.ts';

/** Events that one statement removes, named one by one: it is a tenth of a megabyte then, and addresses are no place for that. */
const MAXIMUM_IDS = 5000;

/** All but the organization, which a move changes as it does the mark of moves. */
const KEPT = EVENT_COLUMNS.filter((column) => column !== 'organization').join(', ');

/**
 * Single events are copied first and removed after that, each by its id: to go on is to do what is left. The ids are read
 * before they are removed, for a copy may lie on another shard than what it was made of.
 */
export async function shiftEvents(
  warehouse: Pick<Warehouse, 'query' | 'command' | 'settled'>,
  of: {
    where: string;
    /** What is true of a copy. */
    there: string;
    target: string;
    moves: string;
    parameters: Record<string, unknown>;
  },
): Promise<void> {
  await warehouse.settled('events');
  const [found] = await warehouse.query<{ count: string }>(
    `SELECT count() AS count FROM events WHERE ${of.where}`,
    of.parameters,
  );
  if (Number(found?.count ?? 0) === 0) return;
  await warehouse.command(
    `INSERT INTO events (${KEPT}, organization, moves)
     SELECT ${KEPT}, ${of.target}, ${of.moves} FROM events
     WHERE ${of.where} AND (site, id) NOT IN (SELECT site, id FROM events WHERE ${of.there})
     SETTINGS insert_deduplicate = 0, insert_deduplication_token = ''`,
    of.parameters,
  );
  await warehouse.settled('events');
  const copied = await warehouse.query<{ site: number; ids: string[] }>(
    `SELECT site, groupArray(toString(t.id)) AS ids FROM events AS t
     WHERE ${of.where} AND (site, t.id) IN (SELECT site, id FROM events WHERE ${of.there})
     GROUP BY site`,
    of.parameters,
  );
  for (const { site, ids } of copied) {
    for (let first = 0; first < ids.length; first += MAXIMUM_IDS) {
      await warehouse.command(
        `ALTER TABLE events DELETE
         WHERE ${of.where} AND site = {site:UInt32} AND id IN (${ids.slice(first, first + MAXIMUM_IDS).join()})
         SETTINGS mutations_sync = 1`,
        { ...of.parameters, site },
      );
    }
  }
}
