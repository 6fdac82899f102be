import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { openEmbeddedDatabase } from './embedded.ts';
import { migrateDatabase, migrations } from './migrate.ts';

let database: Database;

beforeAll(async () => {
  database = await openEmbeddedDatabase({ path: null });
  await migrateDatabase(database);
}, 30_000);

afterAll(() => database.close());

async function newSite(key: string): Promise<number> {
  const values = { key, name: 'Site', domains: JSON.stringify(['a.example']), demo: false };
  return (await database.db.insertInto('sites').values(values).returning('id').executeTakeFirstOrThrow()).id;
}

test('numbers, times and documents come back as what they are', async () => {
  await newSite('types');
  const row = await database.db.selectFrom('sites').selectAll().where('key', '=', 'types').executeTakeFirst();
  expect(row).toMatchObject({ id: expect.any(Number), domains: ['a.example'], created_at: expect.any(Date) });
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

test('listening and its end disturb no query', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clearpane-database-'));
  // On disk, where each message of a query waits for the files.
  const onDisk = await openEmbeddedDatabase({ path: join(directory, 'data') });
  await migrateDatabase(onDisk);
  const query = async () => {
    for (let round = 0; round < 40; round += 1) {
      await onDisk.db.deleteFrom('setup_tokens').where('created_at', '<=', new Date(0)).execute();
    }
  };
  const listen = async () => {
    for (let round = 0; round < 40; round += 1) {
      await (await onDisk.listen('alerts', () => undefined))();
    }
  };
  await Promise.all([query(), listen()]);
  await onDisk.close();
  await rm(directory, { recursive: true });
}, 60_000);

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
  await expect(migrateDatabase(database, migrations)).rejects.toMatchObject({ code: 'newer_data' });
});

describe('durability', () => {
  test('SIGKILL while writing loses no row that was acknowledged', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'clearpane-database-'));
    // Where packages are found.
    const script = join(process.cwd(), 'node_modules/.cache', `${basename(directory)}.mjs`);
    await build({
      stdin: {
        resolveDir: import.meta.dirname,
        loader: 'ts',
        contents: `
          import { sql } from 'kysely';
          import { openEmbeddedDatabase } from './embedded.ts';
          const { db } = await openEmbeddedDatabase({ path: process.argv[2] });
          await sql\`CREATE TABLE IF NOT EXISTS written (id integer PRIMARY KEY)\`.execute(db);
          for (let id = Number(process.argv[3]); ; id += 1) {
            await sql\`INSERT INTO written VALUES (\${id})\`.execute(db);
            console.log(id);
          }`,
      },
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
    const path = join(directory, 'data');
    const acknowledged: number[] = [];
    for (const round of [1, 2]) {
      const child = spawn(process.execPath, [script, path, String(round * 100_000)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged.push(Number(line));
        lines += 1;
        if (lines === 200) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    const reopened = await openEmbeddedDatabase({ path });
    const { rows } = await sql<{ id: number }>`SELECT id FROM written`.execute(reopened.db);
    await reopened.close();
    await rm(directory, { recursive: true });
    await rm(script);
    const found = new Set(rows.map((row) => row.id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(400);
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  }, 60_000);
});
