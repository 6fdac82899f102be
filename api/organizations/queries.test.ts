import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbeddedWarehouse } from '../../infra/warehouse/embedded.ts';
import { migrations } from '../../infra/warehouse/migrations.ts';
import { moveOrganization, returnOrganization } from '../../infra/warehouse/organization-moves.ts';
import { QUARTER_COLUMNS } from '../../infra/warehouse/quarter-columns.ts';
import { openServerWarehouse } from '../../infra/warehouse/server.ts';
import { migrateWarehouse, type Warehouse } from '../../infra/warehouse/warehouse.ts';
import { DAY, QUARTER, startOfDay } from '../../policy/time.ts';
import { freshWarehouse } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import type { Span } from '../span.ts';
import {
  type After,
  countOrganizations,
  type OrganizationRow,
  organizationsSeen,
  viewsSince,
} from './queries.ts';
import type { OrganizationFilter } from './seen.ts';

const DAYS = 4;
const QUARTERS = (DAYS * DAY) / QUARTER;
/** The days before and after the turn of a month, which is where rows are parted; seconds. */
const start = (startOfDay(new Date().setUTCDate(1)) - (DAYS / 2) * DAY) / 1000;
const quarterAt = (index: number): number => start + (index * QUARTER) / 1000;

/** The plainest way to ask: every row of the table, and no sums of any kind. */
const PLAIN = `
  SELECT toString(id) AS id, name, domain, country, kind, first, last, sessions, views, topics
  FROM (
    SELECT organization, toUnixTimestamp(min(quarter)) AS first, toUnixTimestamp(max(quarter)) AS last,
           sumIf(t.sessions, topic = 0) AS sessions, sumIf(t.views, topic = 0) AS views,
           arraySort(groupUniqArrayIf(topic, topic != 0)) AS topics
    FROM organization_quarters AS t
    WHERE site = {site:UInt32} AND toUnixTimestamp(quarter) >= {from:UInt32} AND toUnixTimestamp(quarter) < {to:UInt32}
    GROUP BY organization
    HAVING views > 0
  ) AS seen
  INNER JOIN (SELECT * FROM organizations FINAL) AS known ON known.id = seen.organization
  ORDER BY last DESC, known.id DESC
  SETTINGS optimize_use_projections = 0`;

interface Visit {
  organization: number;
  quarter: number;
  topic: number;
  views: number;
  sessions: number;
}
type Step =
  | { kind: 'visits'; visits: Visit[] }
  | { kind: 'move'; from: number; to: number }
  | { kind: 'return' }
  | { kind: 'merge' };

const visit = fc.record<Visit>({
  organization: fc.integer({ min: 1, max: 5 }),
  quarter: fc.oneof(
    fc.integer({ min: 0, max: QUARTERS - 1 }),
    // Beginnings and ends of days.
    fc
      .tuple(fc.integer({ min: 1, max: DAYS - 1 }), fc.integer({ min: -1, max: 0 }))
      .map(([day, offset]) => day * (DAY / QUARTER) + offset),
  ),
  topic: fc.constantFrom(0, 0, 0, 1, 2),
  views: fc.integer({ min: 0, max: 3 }),
  sessions: fc.integer({ min: -1, max: 1 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(visit, { minLength: 1, maxLength: 12 })
      .map((visits): Step => ({ kind: 'visits', visits })),
  },
  // The last two of the organizations are not known by name; 0 is none.
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      from: fc.integer({ min: 1, max: 5 }),
      to: fc.integer({ min: 0, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'return' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'merge' }) },
);
/** An end of a span: anywhere, or the first or last second of a day. */
const moment = fc.oneof(
  fc.integer({ min: -DAY / 1000, max: ((DAYS + 1) * DAY) / 1000 }),
  fc
    .tuple(fc.integer({ min: -1, max: DAYS + 1 }), fc.integer({ min: -1, max: 1 }))
    .map(([day, offset]) => (day * DAY) / 1000 + offset),
);
const span = fc
  .tuple(moment, moment)
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => ({ from: start + Math.min(one, other), to: start + Math.max(one, other) }));

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`lists of organizations on the ${side} warehouse`, () => {
    let directory: string;
    let warehouse: Warehouse;
    let made = 0;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'clearpane-warehouse-'));
      warehouse =
        side === 'embedded'
          ? await openEmbeddedWarehouse({ path: directory })
          : await openServerWarehouse({ url: freshWarehouse(), cluster: null });
      await migrateWarehouse(warehouse, migrations);
      // Rows that add up to nothing go with merges, which may not happen between two answers that are compared.
      await warehouse.command('SYSTEM STOP MERGES organization_quarters');
    });
    afterAll(async () => {
      await warehouse.close();
      await rm(directory, { recursive: true });
    });

    const idOf = (world: number, organization: number): string =>
      organization === 0 ? '0' : String(10n ** 19n + BigInt(world * 10 + organization));

    async function write(site: number, visits: readonly Visit[]): Promise<void> {
      made += 1;
      const rows = visits.map(({ organization, quarter, topic, views, sessions }) => [
        site,
        idOf(site, organization),
        topic,
        quarterAt(quarter),
        true,
        1,
        views,
        sessions,
      ]);
      await warehouse.insert(
        {
          table: 'organization_quarters',
          columns: QUARTER_COLUMNS,
          rows,
        },
        `visits ${made}`,
      );
    }

    async function name(site: number): Promise<void> {
      const rows = [1, 2, 3].map((organization) => [
        idOf(site, organization),
        `Number ${organization}`,
        organization === 1 ? 'one.example' : '',
        organization === 2 ? 'DE' : 'GB',
        organization === 3 ? 'education' : 'business',
        'high',
        start,
      ]);
      await warehouse.insert(
        {
          table: 'organizations',
          columns: ['id', 'name', 'domain', 'country', 'kind', 'confidence', 'seen'],
          rows,
        },
        `names ${site}`,
      );
    }

    async function merge(): Promise<void> {
      await warehouse.command('SYSTEM START MERGES organization_quarters');
      await warehouse.command('OPTIMIZE TABLE organization_quarters FINAL');
      await warehouse.command('SYSTEM STOP MERGES organization_quarters');
    }

    /** Does what happens to a site of its own. */
    async function happen(site: number, steps: readonly Step[]): Promise<void> {
      const moves: { id: number; from: string; to: string }[] = [];
      for (const each of steps) {
        if (each.kind === 'visits') await write(site, each.visits);
        if (each.kind === 'merge') await merge();
        if (each.kind === 'move' && each.from !== each.to) {
          made += 1;
          const move = { id: made, from: idOf(site, each.from), to: idOf(site, each.to) };
          moves.push(move);
          await moveOrganization(warehouse, move, async () => undefined);
        }
        const last = each.kind === 'return' ? moves.pop() : undefined;
        if (last) await returnOrganization(warehouse, last, async () => undefined);
      }
    }

    type Filtered = [
      filter: (site: number) => OrganizationFilter,
      holds: (row: OrganizationRow, site: number) => boolean,
    ];
    const filters: readonly Filtered[] = [
      [() => ({ text: 'OnE.' }), ({ domain }) => domain === 'one.example'],
      [() => ({ country: 'DE' }), ({ country }) => country === 'DE'],
      [() => ({ kind: 'education' }), ({ kind }) => kind === 'education'],
      [(site) => ({ id: idOf(site, 1) }), ({ id }, site) => id === idOf(site, 1)],
    ];

    const plain = (of: Span): Promise<OrganizationRow[]> => warehouse.query(PLAIN, { ...of });

    /** A list as somebody reads it who goes on from page to page. */
    async function paged(of: Span, filter: OrganizationFilter, limit: number): Promise<OrganizationRow[]> {
      const found: OrganizationRow[] = [];
      let after: After | null = null;
      for (;;) {
        const rows: OrganizationRow[] = await organizationsSeen(warehouse, of, filter, {
          after,
          limit,
          now: of.to,
        });
        found.push(...rows);
        const end = rows.at(-1);
        if (!end || rows.length < limit) return found;
        after = { last: end.last, id: end.id };
      }
    }

    test('are what every single row says, whatever was moved and merged, wherever a span begins and ends', async () => {
      let seen = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(visit, { minLength: 10, maxLength: 20 }),
          fc.array(step, { maxLength: 4 }),
          fc.array(span, { minLength: 3, maxLength: 3 }),
          async (first, steps, spans) => {
            made += 1;
            const site = made;
            await name(site);
            await happen(site, [{ kind: 'visits', visits: first }, ...steps]);
            for (const each of spans) {
              const of = { site, ...each };
              const expected = await plain(of);
              seen += expected.length;
              expect(await paged(of, {}, 2)).toEqual(expected);
              expect(await countOrganizations(warehouse, of, {})).toBe(expected.length);
              const [filter, holds] = filters[seen % filters.length] ?? [];
              if (!filter || !holds) throw new Error('no filter');
              const some = expected.filter((row) => holds(row, site));
              expect(await paged(of, filter(site), 10)).toEqual(some);
              expect(await countOrganizations(warehouse, of, filter(site))).toBe(some.length);
            }
          },
        ),
        { numRuns: 12, endOnFailure: true },
      );
      expect(seen).toBeGreaterThan(20);
    }, 180_000);

    test('are answered from sums: whole days by day, the rest by quarter-hour', async () => {
      made += 1;
      const site = made;
      await name(site);
      const once = { organization: 1, topic: 0, views: 1, sessions: 1 };
      await write(
        site,
        [2, 100, QUARTERS - 3].map((quarter) => ({ ...once, quarter })),
      );
      const plans: string[] = [];
      const explained: Pick<Warehouse, 'query'> = {
        query: async (query, parameters) => {
          const plan = await warehouse.query<{ explain: string }>(`EXPLAIN ${query}`, parameters);
          plans.push(plan.map(({ explain }) => explain).join('\n'));
          return warehouse.query(query, parameters);
        },
      };
      const reads = (): string[] =>
        plans
          .splice(0)
          .flatMap((plan) => [...plan.matchAll(/ReadFromMergeTree \((\S+)\)/g)].map(([, of = '']) => of));
      const of = { site, from: quarterAt(0) + 900, to: quarterAt(QUARTERS) - 900 };
      expect(await countOrganizations(warehouse, of, { id: idOf(site, 1) })).toBe(1);
      expect(await countOrganizations(warehouse, of, { id: '9'.repeat(20) })).toBe(0);
      expect(await countOrganizations(explained, of, {})).toBe(1);
      expect(reads()).toEqual(expect.arrayContaining(['by_day', 'by_quarter']));
      expect(await viewsSince(warehouse, { site, quarter: quarterAt(50), hour: quarterAt(50) })).toEqual({
        organization: 2,
        counted: 0,
      });
    });
  });
}
