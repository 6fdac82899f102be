import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import type { Database } from './database.ts';
import { openEmbeddedDatabase } from './embedded.ts';
import { migrateDatabase, migrations } from './migrate.ts';
import { up as first } from './migrations/0001-first.ts';
import { openServerDatabase } from './server.ts';

/** What a database must do, in the process and on a server. */
for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`the ${side} database`, () => {
    const open = async (): Promise<Database> =>
      side === 'embedded'
        ? openEmbeddedDatabase({ path: null })
        : openServerDatabase({ url: await freshDatabase(), pool: 4, onError: () => undefined });
    let database: Database;

    beforeAll(async () => {
      database = await open();
      await migrateDatabase(database);
    });

    afterAll(() => database.close());

    async function newSite(key: string): Promise<number> {
      const values = { key, name: 'Site', domains: JSON.stringify(['a.example']), demo: false };
      return (await database.db.insertInto('sites').values(values).returning('id').executeTakeFirstOrThrow())
        .id;
    }

    test('numbers, times and documents come back as what they are', async () => {
      await newSite('types');
      const row = await database.db
        .selectFrom('sites')
        .selectAll()
        .where('key', '=', 'types')
        .executeTakeFirst();
      expect(row).toMatchObject({
        id: expect.any(Number),
        domains: ['a.example'],
        created_at: expect.any(Date),
      });
      const { version } = await database.db
        .selectFrom('configuration')
        .select('version')
        .executeTakeFirstOrThrow();
      expect(version).toBeTypeOf('number');
    });

    test('a transaction is alone, and undone when it fails', async () => {
      const { db } = database;
      const slow = db.transaction().execute(async (transaction) => {
        await sql`SELECT 1`.execute(transaction);
        await new Promise((resolve) => setImmediate(resolve));
        await transaction.insertInto('setup_tokens').values({ hash: 'undone' }).execute();
        throw new Error('no');
      });
      const other = db.insertInto('setup_tokens').values({ hash: 'kept' }).execute();
      await expect(slow).rejects.toThrow('no');
      await other;
      const rows = await db.selectFrom('setup_tokens').select('hash').execute();
      expect(rows).toEqual([{ hash: 'kept' }]);
    });

    test('changes of sites are told and counted', async () => {
      const told: string[] = [];
      const stop = await database.listen('configuration', (payload) => told.push(payload));
      const version = async () =>
        (await database.db.selectFrom('configuration').select('version').executeTakeFirstOrThrow()).version;
      const before = await version();
      await newSite('told');
      await expect.poll(() => told.length).toBe(1);
      expect(await version()).toBe(before + 1);
      await stop();
      await newSite('untold');
      expect(told).toHaveLength(1);
    });

    test('a version of a policy is never changed, and goes with its site', async () => {
      const { db } = database;
      const site_id = await newSite('policy');
      await db
        .insertInto('site_policies')
        .values({ site_id, version: 1, policy: '{}', author: 'a', reason: 'r' })
        .execute();
      await expect(db.updateTable('site_policies').set({ reason: 'x' }).execute()).rejects.toThrow(
        'never changed',
      );
      await db.deleteFrom('sites').where('id', '=', site_id).execute();
      expect(
        await db.selectFrom('site_policies').select('version').where('site_id', '=', site_id).execute(),
      ).toEqual([]);
    });

    test('migrations run once; data of a newer version are refused with what to do', async () => {
      await migrateDatabase(database);
      await migrateDatabase(database, { ...migrations, '9999-future': { up: async () => undefined } });
      await expect(migrateDatabase(database)).rejects.toMatchObject({ code: 'newer_data' });
    });

    test('windows of an older version are numbered in the order in which they changed', async () => {
      const older = await open();
      await migrateDatabase(older, { '0001-first': { up: first } });
      const { id: site } = await older.db
        .insertInto('sites')
        .values({ key: 'k', name: 'Site', domains: '[]', demo: false })
        .returning('id')
        .executeTakeFirstOrThrow();
      const at = (second: number) => new Date(second * 1000);
      const window = (id: string, changed: number) => ({
        id,
        site_id: site,
        organization_id: '1',
        rule_id: 'r',
        rule_version: 1,
        state: 'open' as const,
        opened_at: at(1),
        expires_at: at(100),
        updated_at: at(changed),
      });
      await older.db
        .insertInto('windows')
        .values([window('a', 3), window('b', 1), window('c', 2)])
        .execute();
      await migrateDatabase(older);
      const inOrder = async () =>
        (await older.db.selectFrom('windows').select('id').orderBy('change').execute()).map(({ id }) => id);
      expect(await inOrder()).toEqual(['b', 'c', 'a']);
      await older.db.updateTable('windows').set({ state: 'acknowledged' }).where('id', '=', 'b').execute();
      await older.db.insertInto('windows').values(window('d', 1)).execute();
      expect(await inOrder()).toEqual(['c', 'a', 'b', 'd']);
      await older.close();
    });

    test('one leads at a time, and another follows when it gives up', async () => {
      let led = 0;
      const once = async (signal: AbortSignal): Promise<void> => {
        led += 1;
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      };
      const stop = database.lead('maintenance', once);
      await expect.poll(() => led).toBe(1);
      await stop();
      const again = database.lead('maintenance', once);
      await expect.poll(() => led).toBe(2);
      await again();
    });
  });
}
