import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbeddedWarehouse } from '../infra/warehouse/embedded.ts';
import { QUARTER_COLUMNS } from '../infra/warehouse/quarter-columns.ts';
import type { Warehouse } from '../infra/warehouse/warehouse.ts';
import { DAY, QUARTER, startOfDay } from '../policy/time.ts';
import { backtest, stricter } from './backtest.ts';
import { pastOf } from './past.ts';
import { organization, rule, settings } from './streams.fixture.ts';

// The warehouse forgets by its own clock.
const noon = startOfDay(Date.now()) - DAY / 2;
const span = { site: 1, from: noon - 30 * DAY, until: noon + DAY };

let warehouse: Warehouse;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clearpane-past-'));
  warehouse = await openEmbeddedWarehouse({ path: directory });
  const cell = (change: {
    site?: number;
    quarter?: number;
    alert?: boolean;
    policy?: number;
    sessions?: number;
  }) => {
    const { site = 1, quarter = noon, alert = true, policy = 1, sessions = 1 } = change;
    return [site, '9', 5, quarter / 1000, alert, policy, 1, sessions];
  };
  await warehouse.insert(
    {
      table: 'organization_quarters',
      columns: QUARTER_COLUMNS,
      rows: [
        cell({}),
        cell({ policy: 2 }),
        cell({ alert: false }),
        cell({ site: 2 }),
        cell({ quarter: noon - 40 * DAY }),
        // Two sessions that a late event joined into one.
        cell({ quarter: noon + QUARTER }),
        cell({ quarter: noon + QUARTER, sessions: -1 }),
      ],
    },
    'cells',
  );
  await warehouse.insert(
    {
      table: 'organizations',
      columns: ['id', 'name', 'domain', 'country', 'kind', 'confidence', 'seen'],
      rows: [
        ['9', 'Old name', '', 'GB', 'business', 'high', noon / 1000 - 1],
        ['9', 'Example', '', 'GB', 'business', 'high', noon / 1000],
      ],
    },
    'organizations',
  );
});

afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true });
});

test('a rule is tried on what alerts could have fed on, and on what a stricter policy would have left', async () => {
  const past = await pastOf(warehouse, span, (found) => found);
  expect(
    past.cells.map(({ quarter, sessions, policyVersion }) => [quarter, sessions, policyVersion]).sort(),
  ).toEqual([
    [noon, 1, 1],
    [noon, 1, 2],
  ]);
  expect(backtest([rule()], past, settings([]))).toMatchObject([
    { openedAt: noon, told: 'alert', organization: { id: '9', name: 'Example' } },
  ]);
  const left = stricter(past, ({ policyVersion }) => policyVersion > 1);
  expect(backtest([rule()], left, settings([]))).toEqual([]);
});

test("visits of an organization that was corrected since are those of the right one, or nobody's", async () => {
  const right = organization({ id: '10', name: 'Right' });
  const moved = await pastOf(warehouse, span, () => right);
  expect(backtest([rule()], moved, settings([]))).toMatchObject([{ organization: right, openedAt: noon }]);
  expect(await pastOf(warehouse, span, () => null)).toEqual({ cells: [], organizations: new Map() });
});
