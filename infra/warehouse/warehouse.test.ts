import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshWarehouse } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import { openEmbeddedWarehouse } from './embedded.ts';
import { migrations } from './migrations.ts';
import { openServerWarehouse } from './server.ts';
import { migrateWarehouse, type Warehouse } from './warehouse.ts';

/** What a warehouse must do, in the process and on a server. */
for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`the ${side} warehouse`, () => {
    let directory: string;
    let warehouse: Warehouse;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'clearpane-warehouse-'));
      warehouse =
        side === 'embedded'
          ? await openEmbeddedWarehouse({ path: directory })
          : await openServerWarehouse({ url: freshWarehouse(), cluster: null });
      await migrateWarehouse(warehouse, migrations);
    });

    afterAll(async () => {
      await warehouse.close();
      await rm(directory, { recursive: true });
    });

    const refusals = (...rows: unknown[][]) => ({
      table: 'refusals',
      columns: ['site', 'day', 'reason', 'count'] as const,
      rows,
    });

    test('an insert that is repeated with its token counts once, with another token again', async () => {
      const rows = refusals([1, '2026-11-24', 'X01', 3], [1, '2026-11-24', 'B01', 2]);
      await warehouse.insert(rows, 'a');
      await warehouse.insert(rows, 'a');
      await warehouse.insert(refusals([1, '2026-11-24', 'X01', 4]), 'b');
      const found = await warehouse.query(
        'SELECT reason, sum(count) AS count FROM refusals WHERE site = {site:UInt32} GROUP BY reason ORDER BY reason',
        { site: 1 },
      );
      expect(found).toEqual([
        { reason: 'B01', count: '2' },
        { reason: 'X01', count: '7' },
      ]);
    });

    test('parameters are values, never SQL, and 64-bit ids keep every digit', async () => {
      const nasty = `'; DROP TABLE refusals; -- \\ \u{1F600}`;
      const [row] = await warehouse.query<{ text: string; id: string }>(
        'SELECT {text:String} AS text, {id:UInt64} AS id',
        { text: nasty, id: '18446744073709551615' },
      );
      expect(row).toEqual({ text: nasty, id: '18446744073709551615' });
    });

    test('migrations run once; data of a newer version are refused with what to do', async () => {
      await migrateWarehouse(warehouse, migrations);
      const future = { version: 99, name: 'future', statements: [] };
      await migrateWarehouse(warehouse, [...migrations, future]);
      await expect(migrateWarehouse(warehouse, migrations)).rejects.toMatchObject({ code: 'newer_data' });
    });

    test('what is acknowledged is synced, and everything but the place in the log has an end', async () => {
      const tables = await warehouse.query<{ name: string; engine_full: string }>(
        'SELECT name, engine_full FROM system.tables WHERE database = currentDatabase() ORDER BY name',
      );
      const ends: Record<string, string[]> = {};
      for (const { name, engine_full: engine } of tables) {
        expect([name, engine]).toEqual([name, expect.stringContaining('fsync_after_insert = 1')]);
        expect([name, engine]).toEqual([name, expect.stringContaining('fsync_part_directory = 1')]);
        ends[name] = engine.match(/toInterval\w+\(\d+\)/g) ?? [];
      }
      expect(ends).toEqual({
        behaviour: ['toIntervalMonth(25)'],
        counts: ['toIntervalMonth(25)'],
        events: ['toIntervalDay(30)', 'toIntervalMonth(6)'],
        log_batches: [],
        match_outcomes: ['toIntervalMonth(13)'],
        organization_quarters: ['toIntervalMonth(24)'],
        organizations: ['toIntervalMonth(25)'],
        refusals: ['toIntervalMonth(13)'],
        schema_migrations: [],
      });
    });

    test('an insert that runs twice at the same time counts once', async () => {
      const rows = refusals([2, '2026-11-24', 'X01', 1]);
      await Promise.all(Array.from({ length: 8 }, () => warehouse.insert(rows, 'together')));
      expect(await warehouse.query('SELECT sum(count) AS count FROM refusals WHERE site = 2')).toEqual([
        { count: '1' },
      ]);
    });

    test('a thousand inserts of others later, a repeated insert is still known', async () => {
      const rows = refusals([3, '2026-11-24', 'X01', 1]);
      await warehouse.insert(rows, 'early');
      for (let n = 0; n < 1100; n += 100) {
        const others = Array.from({ length: 100 }, (_, i) =>
          warehouse.insert(refusals([4, '2026-11-24', 'X01', 1]), `other-${n + i}`),
        );
        await Promise.all(others);
      }
      await warehouse.insert(rows, 'early');
      expect(
        await warehouse.query(
          'SELECT site, sum(count) AS count FROM refusals WHERE site IN (3, 4) GROUP BY site ORDER BY site',
        ),
      ).toEqual([
        { site: 3, count: '1' },
        { site: 4, count: '1100' },
      ]);
    });
  });
}
