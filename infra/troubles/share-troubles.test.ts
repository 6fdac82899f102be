import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import type { Database } from '../database/database.ts';
import { openServerDatabase } from '../database/server.ts';
import { shareTroubles } from './share-troubles.ts';
import { Troubles } from './troubles.ts';

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);

describe.skipIf(skipped)('processes on one PostgreSQL', () => {
  let databases: Database[];
  const fail = (error: unknown): void => {
    throw error;
  };
  beforeAll(async () => {
    const url = await freshDatabase();
    const open = () => openServerDatabase({ url, pool: 2, onError: () => undefined });
    databases = await Promise.all([open(), open()]);
  });
  afterAll(() => Promise.all(databases.map((database) => database.close())));

  test('hear of each other’s troubles, and that they are over', async () => {
    const [ours, theirs] = databases as [Database, Database];
    let passed = 0;
    const ingest = new Troubles({ now: () => 1000 + passed, elapsed: () => passed });
    const api = new Troubles({ now: Date.now, elapsed: () => performance.now() });
    const stops = await Promise.all([shareTroubles(ours, ingest, fail), shareTroubles(theirs, api, fail)]);

    for (passed = 0; passed <= 5000; passed += 1000) ingest.met('intake', 'full');
    await expect
      .poll(() => api.current(), { timeout: 15_000 })
      .toEqual([{ kind: 'intake', reason: 'full', since: 1000 }]);
    expect(api.own()).toEqual([]);
    // What no process of this version says changes nothing.
    for (const said of [
      '',
      'null',
      '{"process":"x","troubles":[{"kind":"later","reason":"full","since":1}]}',
    ])
      await sql`SELECT pg_notify('troubles', ${said})`.execute(ours.db);
    expect(api.current()).toHaveLength(1);

    ingest.over('intake');
    await expect.poll(() => api.current(), { timeout: 15_000 }).toEqual([]);
    await Promise.all(stops.map((stop) => stop()));
  });
});
