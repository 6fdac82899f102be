import { setTimeout as delay } from 'node:timers/promises';
import { eventId } from '../../ingest/event-id.ts';
import { openDatabaseOf, openWarehouseOf } from '../support/product.ts';
import type { Installation } from './installation.ts';

export interface Verdict {
  acknowledged: number;
  stored: number;
  lost: number;
  /** Stored more often than once. */
  doubled: number;
  /** Stored though no answer said so; a page would have been told next time. */
  unasked: number;
  views: number;
  windows: number;
  alerts: number;
}

/** What an undisturbed run gives. */
export const flawless = (events: number, organizations: number): Verdict => ({
  acknowledged: events,
  stored: events,
  lost: 0,
  doubled: 0,
  unasked: 0,
  views: events,
  windows: organizations,
  alerts: organizations,
});

/** Counts by event id, once everything had time to arrive. */
export async function judge(
  { data, site, rest }: Installation,
  acknowledged: ReadonlySet<string>,
  organizations: number,
): Promise<Verdict> {
  await rest();
  const [warehouse, database] = await Promise.all([openWarehouseOf(data), openDatabaseOf(data)]);
  const number = async (query: string): Promise<number> =>
    Number((await warehouse.query<{ n: string }>(query))[0]?.n ?? 0);
  const rowsOf = async (table: 'windows' | 'alerts'): Promise<number> =>
    (await database.db.selectFrom(table).select('id').execute()).length;
  const VIEWS = 'SELECT sum(views) AS n FROM organization_quarters WHERE topic = 0';
  try {
    for (let tries = 0; tries < 600; tries += 1) {
      const there = await number('SELECT uniqExact(id) AS n FROM events');
      if (
        there >= acknowledged.size &&
        (await number(VIEWS)) >= acknowledged.size &&
        (await rowsOf('alerts')) >= organizations
      ) {
        break;
      }
      await delay(100);
    }
    // What comes too often comes a moment later.
    await delay(2000);
    const rows = await warehouse.query<{ id: string }>('SELECT toString(id) AS id FROM events');
    const stored = new Set(rows.map(({ id }) => id));
    const expected = new Set([...acknowledged].map((id) => BigInt(`0x${eventId(site.id, id)}`).toString()));
    return {
      acknowledged: acknowledged.size,
      stored: rows.length,
      lost: [...expected].filter((id) => !stored.has(id)).length,
      doubled: rows.length - stored.size,
      unasked: [...stored].filter((id) => !expected.has(id)).length,
      views: await number(VIEWS),
      windows: await rowsOf('windows'),
      alerts: await rowsOf('alerts'),
    };
  } finally {
    await Promise.all([warehouse.close(), database.close()]);
  }
}
