import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import type { Database } from '../database/database.ts';
import { demoKey, ensureDemo } from './demo.ts';

let database: Database;
beforeAll(async () => {
  database = await openMigratedDatabase();
});
afterAll(() => database.close());

const domains = async () => (await database.db.selectFrom('sites').select('domains').execute())[0]?.domains;

test('the demo site is where ingest is, moves with it, and does not come back once removed', async () => {
  await ensureDemo(database, { ingestUrl: 'http://localhost:4001', now: 0 });
  expect(await domains()).toEqual(['localhost', '127.0.0.1']);
  const key = await demoKey(database);
  expect(key).toMatch(/^cp_demo[0-9a-f]{16}$/);

  await ensureDemo(database, { ingestUrl: 'https://in.example:8443', now: 0 });
  expect(await domains()).toEqual(['localhost', '127.0.0.1', 'in.example']);
  expect(await demoKey(database)).toBe(key);

  await database.db.deleteFrom('sites').execute();
  await ensureDemo(database, { ingestUrl: 'http://localhost:4001', now: 0 });
  expect(await demoKey(database)).toBeNull();
});
