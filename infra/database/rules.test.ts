import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleSentence } from '../../policy/rules/rule.ts';
import { loadAccounts } from './accounts.ts';
import type { Database } from './database.ts';
import { openEmbeddedDatabase } from './embedded.ts';
import { loadFloors } from './floors.ts';
import { migrateDatabase, migrations } from './migrate.ts';
import { loadRules } from './rules.ts';

let database: Database;

beforeAll(async () => {
  database = await openEmbeddedDatabase({ path: null });
  const { db } = database;
  // As it was before rules were conditions.
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0005'));
  await migrateDatabase(database, before);
  await sql`INSERT INTO sites (key, name, domains) VALUES ('k', 'Shop', '[]')`.execute(db);
  await sql`INSERT INTO topics (site_id, slug, label, paths) VALUES (1, 'pricing', 'Pricing', '["/pricing"]')`.execute(
    db,
  );
  for (const [id, days] of [
    ['a', 7],
    ['b', 13],
    ['c', 30],
    ['d', 3],
    ['off', 7],
  ] as const) {
    await sql`
      INSERT INTO rules (id, version, site_id, title, topic_id, sessions, days, active)
      VALUES (${id}, 1, 1, 'Prices', 1, 3, ${days}, ${id !== 'off'})`.execute(db);
  }
  await sql`
    INSERT INTO windows (id, site_id, organization_id, rule_id, rule_version, state, opened_at, expires_at)
    VALUES ('w', 1, '9', 'a', 1, 'acknowledged', now(), now())`.execute(db);
  await sql`INSERT INTO alerts (id, window_id, site_id, body) VALUES ('w', 'w', 1, '{"x": 1}')`.execute(db);
  await migrateDatabase(database);
});

afterAll(() => database.close());

test('rules of before are conditions now, told less and never more; windows have their alert', async () => {
  expect((await loadRules(database)).map(ruleSentence)).toEqual([
    'At least 3 sessions on Pricing within 7 days',
    'At least 3 sessions on Pricing within 7 days',
    'At least 3 sessions on Pricing within 30 days',
    'At least 3 sessions on Pricing within 1 day',
  ]);
  const [window] = await database.db.selectFrom('windows').select(['alert_id', 'body', 'state']).execute();
  expect(window).toEqual({ alert_id: 'w', body: { x: 1 }, state: 'acknowledged' });
});

test('versions are never changed, but their place in the order is', async () => {
  const { db } = database;
  const change = (set: object) => db.updateTable('rules').set(set).where('id', '=', 'a').execute();
  for (const set of [{ title: 'x' }, { condition: '{}' }, { active: false }, { cool_down_days: 3 }]) {
    await expect(change(set)).rejects.toThrow('never changed');
  }
  await change({ position: 5 });
  expect((await loadRules(database)).map(({ id }) => id)).toEqual(['b', 'c', 'd', 'a']);
  await change({ position: 0 });
});

test('the newest version counts, and a rule whose topic is gone is none', async () => {
  const { db } = database;
  const version = { id: 'a', version: 2, site_id: 1, title: 'Newer', active: true };
  const condition = { atLeast: 1, count: 'days', topic: 1, within: 14 };
  await db
    .insertInto('rules')
    .values({ ...version, condition: JSON.stringify(condition), cool_down_days: 7, stay_open_days: 2 })
    .execute();
  expect((await loadRules(database))[0]).toMatchObject({
    version: 2,
    condition,
    coolDownDays: 7,
    stayOpenDays: 2,
  });
  const lost = { all: [condition, { ...condition, topic: 99 }] };
  await db
    .insertInto('rules')
    .values({ ...version, id: 'lost', condition: JSON.stringify(lost) })
    .execute();
  expect((await loadRules(database)).map(({ id }) => id)).not.toContain('lost');
});

test('the newest word on a floor holds, and no word is changed', async () => {
  const { db } = database;
  const raise = (sessions: number, days: number) =>
    db.insertInto('alert_floors').values({ site_id: 1, sessions, days, by: 'Olga' }).execute();
  await raise(5, 2);
  await raise(4, 1);
  expect(await loadFloors(database)).toEqual(new Map([[1, { sessions: 4, days: 1 }]]));
  await expect(db.updateTable('alert_floors').set({ sessions: 1 }).execute()).rejects.toThrow(
    'never changed',
  );
  await expect(raise(0, 1)).rejects.toThrow();
});

test('accounts are read as an index', async () => {
  await database.db
    .insertInto('accounts')
    .values({
      name: 'Acme',
      domain: 'acme.example',
      relation: 'client',
      owner_id: null,
      organization_id: null,
      created_by: 'x',
      updated_at: new Date(),
    })
    .execute();
  const accounts = await loadAccounts(database);
  const acme = { id: '1', name: 'Anything', domain: 'acme.example', country: 'GB' };
  expect(accounts.standingOf(acme)).toMatchObject({ relation: 'client', watched: false });
});
