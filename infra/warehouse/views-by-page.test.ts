import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, startOfDay } from '../../policy/time.ts';
import { openEmbeddedWarehouse } from './embedded.ts';
import { moveOrganization } from './organization-moves.ts';
import type { Warehouse } from './warehouse.ts';

const today = startOfDay(Date.now()) / 1000;
const day = DAY / 1000;

let directory: string;
let warehouse: Warehouse;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clearpane-warehouse-'));
  warehouse = await openEmbeddedWarehouse({ path: directory });
});
afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true });
});

/** A query that the sums can answer, by them and by the rows. */
async function bothWays(query: string): Promise<[sums: unknown, rows: unknown]> {
  const plan = await warehouse.query<{ explain: string }>(`EXPLAIN ${query}`);
  expect(plan.map(({ explain }) => explain).join()).toContain('by_page');
  return [
    await warehouse.query(query),
    await warehouse.query(`${query} SETTINGS optimize_use_projections = 0`),
  ];
}

const VIEWS = `SELECT site, page, reason, sum(views) AS views FROM counts WHERE hour >= fromUnixTimestamp(${today - 900 * day})
  GROUP BY site, page, reason ORDER BY site, page, reason`;
const NAMED = `SELECT site, page, count() AS views FROM events WHERE time >= fromUnixTimestamp(${today - 900 * day})
  GROUP BY site, page ORDER BY site, page`;

const counted = (batch: number, when: number) => ({
  table: 'counts',
  columns: ['site', 'hour', 'page', 'country', 'reason', 'policy_version', 'views'] as const,
  rows: [1, 2].flatMap((site) =>
    ['/', '/pricing'].flatMap((page) =>
      ['DE', 'FR'].map((country) => [site, when, page, country, 'I01', batch % 2, 1 + batch]),
    ),
  ),
});
const named = (batch: number, when: number, level: string) => ({
  table: 'events',
  columns: ['site', 'name', 'organization', 'time', 'id', 'page', 'level'] as const,
  rows: [1, 2].flatMap((site) =>
    ['/', '/pricing'].map((page, at) => [
      site,
      'page_view',
      String(7 + batch),
      when,
      String(batch * 10 + at),
      page,
      level,
    ]),
  ),
});

test('sums by page are those of the rows, after merges, deletions, moves and the end of old rows', async () => {
  // The middle ones are past their time, and go with the first merge.
  const times = [today, today - day, today - 800 * day, today - 40 * day];
  for (const [batch, time] of times.entries()) {
    await warehouse.insert(counted(batch, time), `counted ${batch}`);
    await warehouse.insert(named(batch, time, batch === 1 ? 'VISITOR' : 'ORG'), `named ${batch}`);
    await warehouse.insert(counted(batch, time), `counted ${batch}`);
  }
  const steps: [string, () => Promise<unknown>][] = [
    ['inserts', async () => undefined],
    [
      'merges',
      async () => {
        for (const table of ['counts', 'events']) await warehouse.command(`OPTIMIZE TABLE ${table} FINAL`);
      },
    ],
    ['a move', () => moveOrganization(warehouse, { id: 1, from: '7', to: '99' }, async () => undefined)],
    [
      'a removal',
      async () => {
        for (const table of ['counts', 'events'])
          await warehouse.command(`ALTER TABLE ${table} DELETE WHERE site = 2 SETTINGS mutations_sync = 1`);
      },
    ],
    [
      'merges again',
      async () => {
        await warehouse.insert(counted(9, today), 'counted 9');
        for (const table of ['counts', 'events']) await warehouse.command(`OPTIMIZE TABLE ${table} FINAL`);
      },
    ],
  ];
  for (const [step, work] of steps) {
    await work();
    for (const query of [VIEWS, NAMED]) {
      const [sums, rows] = await bothWays(query);
      expect([step, sums]).toEqual([step, rows]);
      expect(rows).not.toEqual([]);
    }
  }
  expect(await warehouse.query(NAMED)).toEqual([
    { site: 1, page: '/', views: '2' },
    { site: 1, page: '/pricing', views: '2' },
  ]);
});
