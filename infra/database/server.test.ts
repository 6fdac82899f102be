import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import type { Database } from './database.ts';
import { migrateDatabase } from './migrate.ts';
import { openServerDatabase } from './server.ts';

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

describe.skipIf(skipped)('several processes on one PostgreSQL', () => {
  let url: string;
  const opened: Database[] = [];
  const open = async (): Promise<Database> => {
    const database = await openServerDatabase({ url, pool: 3, onError: () => undefined });
    opened.push(database);
    return database;
  };
  beforeAll(async () => {
    url = await freshDatabase();
  });
  afterAll(() => Promise.all(opened.map((database) => database.close())));

  /** Ends every connection of the others, as a server that restarts does. */
  const breakConnections = ({ db }: Database) =>
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(db);

  test('that start at the same moment bring the schema up to date once', async () => {
    const databases = await Promise.all([open(), open(), open()]);
    await Promise.all(databases.map((database) => migrateDatabase(database)));
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM configuration`.execute(
      (databases[0] as Database).db,
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('hear each other, and hear again after their connections broke', async () => {
    const [listening, saying] = await Promise.all([open(), open()]);
    let heard = 0;
    const stop = await listening.listen('configuration', () => {
      heard += 1;
    });
    const say = () => sql`SELECT pg_notify('configuration', '')`.execute(saying.db);
    await say();
    await expect.poll(() => heard).toBe(1);
    await breakConnections(saying);
    // Something may have been missed meanwhile, so the end of the break is told too.
    await expect.poll(() => heard).toBe(2);
    await say();
    await expect.poll(() => heard).toBe(3);
    await stop();
    await say();
    await delay(100);
    expect(heard).toBe(3);
  });

  test('go on when a connection breaks that somebody holds and asks nothing', async () => {
    const told: unknown[] = [];
    const holding = await openServerDatabase({ url, pool: 3, onError: (error) => told.push(error) });
    opened.push(holding);
    await holding.db.connection().execute(async () => {
      await breakConnections(await open());
      await expect.poll(() => told.length).toBeGreaterThan(0);
    });
    await expect
      .poll(() =>
        sql`SELECT 1`.execute(holding.db).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  test('go on with their queries after their connections broke', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await Promise.all(Array.from({ length: 3 }, () => sql`SELECT pg_sleep(0.05)`.execute(one.db)));
    await breakConnections(other);
    await expect
      .poll(() =>
        sql`SELECT 1`.execute(one.db).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  test('are led by one, and by another when its session is lost', async () => {
    const databases = await Promise.all([open(), open()]);
    const leading = new Set<number>();
    let most = 0;
    let terms = 0;
    const stops = databases.map((database, index) =>
      database.lead('maintenance', async (signal) => {
        leading.add(index);
        terms += 1;
        most = Math.max(most, leading.size);
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        leading.delete(index);
      }),
    );
    await expect.poll(() => terms).toBe(1);
    await breakConnections(await open());
    await expect.poll(() => terms).toBe(2);
    expect(most).toBe(1);
    for (const stop of stops) await stop();
    expect(leading.size).toBe(0);
  });
});
