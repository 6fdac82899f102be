import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, startOfDay } from '../../policy/time.ts';
import { openEmbeddedWarehouse, openEmbeddedWarehouseAsItIs } from './embedded.ts';
import { migrations } from './migrations.ts';
import { moveOrganization } from './organization-moves.ts';
import { QUARTER_COLUMNS } from './quarter-columns.ts';
import { migrateWarehouse, type Warehouse } from './warehouse.ts';

const today = startOfDay(Date.now()) / 1000;
const day = DAY / 1000;

let path: string;
let warehouse: Warehouse;
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'clearpane-warehouse-'));
  // A directory that was last used before there were these sums.
  warehouse = await openEmbeddedWarehouseAsItIs({ path });
  await migrateWarehouse(
    warehouse,
    migrations.filter(({ version }) => version < 8),
  );
});
afterAll(async () => {
  await warehouse.close();
  await rm(path, { recursive: true });
});

const visits = (batch: number, when: number) => ({
  table: 'organization_quarters',
  columns: QUARTER_COLUMNS,
  rows: [1, 2].flatMap((site) =>
    ['7', '8', '9'].flatMap((organization, at) =>
      [0, 3].map((topic) => [site, organization, topic, when + at * 900, true, 1, 1 + batch, 1]),
    ),
  ),
});

const VIEWS = 'sumIf(views, topic = 0) AS seen';
const QUERIES = {
  by_day: `SELECT site, organization, max(quarter) AS last, ${VIEWS} FROM organization_quarters
    WHERE toDate(quarter) >= toDate(toDateTime(${today - 900 * day}, 'UTC'))
    GROUP BY site, organization ORDER BY site, organization`,
  by_quarter: `SELECT site, organization, quarter, ${VIEWS} FROM organization_quarters
    WHERE quarter >= fromUnixTimestamp(${today - 900 * day})
    GROUP BY site, organization, quarter ORDER BY site, organization, quarter`,
  since: `SELECT ${VIEWS} FROM organization_quarters
    WHERE site = 1 AND organization != 0 AND quarter >= fromUnixTimestamp(${today - 900 * day})`,
};

/** Answers by the sums, as far as they are there, must be those by the rows. */
async function compare(when: string): Promise<void> {
  for (const query of Object.values(QUERIES)) {
    const rows = await warehouse.query(`${query} SETTINGS optimize_use_projections = 0`);
    expect([when, await warehouse.query(query)]).toEqual([when, rows]);
    expect(rows).not.toEqual([]);
  }
}

/** Sums that a query reads, and whether it reads rows of the table as well. */
async function sources(query: string): Promise<string[]> {
  const plan = await warehouse.query<{ explain: string }>(`EXPLAIN ${query}`);
  return plan.flatMap(({ explain }) => /ReadFromMergeTree \((\S+)\)/.exec(explain)?.[1] ?? []);
}

test('older data get their sums in the background, after a stop as well, and answers are right meanwhile', async () => {
  for (const batch of [0, 1]) await warehouse.insert(visits(batch, today - batch * day), `old ${batch}`);
  // Nothing is brought up to date while this lasts; it ends with the process.
  await warehouse.command('SYSTEM STOP MERGES organization_quarters');
  await migrateWarehouse(warehouse, migrations);
  await compare('before');
  expect(await sources(QUERIES.by_day)).toEqual([expect.stringContaining('organization_quarters')]);
  await warehouse.insert(visits(2, today), 'new');
  await compare('between');
  expect(await sources(QUERIES.by_day)).toHaveLength(2);

  await warehouse.close();
  warehouse = await openEmbeddedWarehouse({ path });
  await expect
    .poll(() => warehouse.query('SELECT command FROM system.mutations WHERE NOT is_done'))
    .toEqual([]);
  await compare('after');
  expect(await sources(QUERIES.by_day)).toEqual(['by_day']);
  expect(await sources(QUERIES.by_quarter)).toEqual(['by_quarter']);
});

test('sums are those of the rows, after merges, moves, removals and the end of old rows', async () => {
  const merge = () => warehouse.command('OPTIMIZE TABLE organization_quarters FINAL');
  // The last ones are past their time, and go with the first merge: not between two queries that are compared.
  await warehouse.command('SYSTEM STOP MERGES organization_quarters');
  for (const [batch, time] of [today - 40 * day, today - 800 * day].entries())
    await warehouse.insert(visits(batch, time), `more ${batch}`);
  const steps: [string, () => Promise<unknown>][] = [
    ['inserts', async () => undefined],
    ['merges', () => warehouse.command('SYSTEM START MERGES organization_quarters').then(merge)],
    ['a move', () => moveOrganization(warehouse, { id: 1, from: '7', to: '8' }, async () => undefined)],
    [
      'a removal',
      () =>
        warehouse.command(
          'ALTER TABLE organization_quarters DELETE WHERE site = 2 SETTINGS mutations_sync = 1',
        ),
    ],
    ['merges again', merge],
  ];
  for (const [step, work] of steps) {
    await work();
    await compare(step);
    expect([step, await sources(QUERIES.by_day)]).toEqual([step, ['by_day']]);
    for (const query of [QUERIES.by_quarter, QUERIES.since])
      expect([step, await sources(query)]).toEqual([step, ['by_quarter']]);
  }
  expect(await warehouse.query(QUERIES.by_day)).toMatchObject([
    { site: 1, organization: '8', seen: '14' },
    { site: 1, organization: '9', seen: '7' },
  ]);
});
