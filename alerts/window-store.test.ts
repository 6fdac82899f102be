import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../infra/database/database.ts';
import { insertSite } from '../infra/database/insert-site.ts';
import type { Contribution } from '../policy/rollup.ts';
import type { Rule } from '../policy/rules/rule.ts';
import { closedPolicy } from '../policy/site-policy.ts';
import { DAY, HOUR, QUARTER } from '../policy/time.ts';
import { openMigratedDatabase } from '../tests/support/prepared-database.ts';
import { checkedBody } from './allow-list.ts';
import { runAlerts, type WindowStore } from './run.ts';
import { noon, rule as plainRule, session as plainSession, settings } from './streams.fixture.ts';
import { databaseWindowStore } from './window-store.ts';

let database: Database;
let site: number;
let made = 0;

beforeAll(async () => {
  database = await openMigratedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  made += 1;
  site = await insertSite(
    database.db,
    { key: `cp_${made}`, name: 'Shop', domains: [], demo: false },
    { policy: closedPolicy(), author: 'test', reason: 'test' },
  );
});

const rule = (change: Partial<Rule> = {}): Rule =>
  plainRule({ site, ...change, id: `${change.id ?? 'r'}-${site}` });
const session = (change: Partial<Contribution> = {}): Contribution => plainSession({ site, ...change });
const pair = (change: Partial<Contribution> = {}) => [session(change), session(change)];

/** Runs alerts over batches in a process of their own; what a process of before handled comes again as a replay. */
async function live(
  rules: readonly Rule[],
  batches: Contribution[][],
  options: { replay?: Contribution[]; store?: WindowStore } = {},
) {
  await runAlerts({
    source: (async function* () {
      yield { contributions: options.replay ?? [], replay: true, recorded: true };
      for (const contributions of batches) yield { contributions, replay: false, recorded: false };
    })(),
    settings: () => settings(rules),
    store: options.store ?? databaseWindowStore(database, () => noon),
    history: async () => [],
    now: () => noon,
  });
}

const alerts = async () => {
  const rows = await database.db
    .selectFrom('alerts')
    .select(['id', 'body'])
    .where('site_id', '=', site)
    .orderBy('seq')
    .execute();
  return rows.map(({ id, body }) => ({ id, body: checkedBody(body) }));
};
const windows = () =>
  database.db.selectFrom('windows').selectAll().where('site_id', '=', site).orderBy('opened_at').execute();
const held = async () => {
  const rows = await database.db
    .selectFrom('held_back')
    .select(['reason', 'rule_title', 'alert_id', 'organization_name'])
    .where('site_id', '=', site)
    .orderBy('seq')
    .execute();
  return rows.map((row) => [row.reason, row.rule_title, row.alert_id] as const);
};
const act = (change: { state: 'closed' | 'snoozed'; closed_at?: Date; snoozed_until?: Date }) =>
  database.db.updateTable('windows').set(change).where('site_id', '=', site).execute();

test('a window keeps its evidence, its rule and its end, and its alert says the same', async () => {
  await live([rule()], [pair(), [session({ quarter: noon + HOUR })]]);
  const [window, ...others] = await windows();
  expect(others).toEqual([]);
  expect(window).toMatchObject({ state: 'open', rule_version: 1, quiet_until: null });
  expect(window?.opened_at.getTime()).toBe(noon);
  expect(window?.expires_at.getTime()).toBe(noon + HOUR + QUARTER + DAY);
  const [alert] = await alerts();
  expect([window?.alert_id, window?.body]).toEqual([alert?.id, alert?.body]);
});

test('several rules of an organization are one alert, which names them in the order that people set', async () => {
  const rules = [
    rule({ id: 'b', title: 'Second', position: 2 }),
    rule({ id: 'a', title: 'Third', position: 3 }),
    rule({ id: 'c', title: 'First', position: 1 }),
    rule({
      id: 'd',
      title: 'Later',
      position: 0,
      condition: { atLeast: 2, count: 'sessions', topic: 6, within: 7 },
    }),
  ];
  await live(rules, [pair(), pair({ topic: 6 })]);
  const told = await alerts();
  expect(told).toHaveLength(1);
  const [alert] = told;
  expect(alert?.body.rule.title).toBe('First');
  expect(alert?.body.also?.map(({ title }) => title)).toEqual(['Second', 'Third', 'Later']);
  expect(await held()).toEqual([
    ['merged', 'Second', alert?.id],
    ['merged', 'Third', alert?.id],
    ['merged', 'Later', alert?.id],
  ]);
  expect((await windows()).map(({ alert_id }) => alert_id)).toEqual(Array(4).fill(alert?.id));
});

test('an alert names at most five others; the ledger has them all', async () => {
  await live(
    Array.from({ length: 8 }, (_, position) => rule({ id: `r${position}`, position })),
    [pair()],
  );
  expect([(await alerts())[0]?.body.also?.length, (await held()).length]).toEqual([5, 7]);
});

test('whoever reads the stream hears when another rule joins, and when it keeps the alert open', async () => {
  const rules = [
    rule(),
    rule({ id: 'docs', condition: { atLeast: 2, count: 'sessions', topic: 6, within: 7 } }),
  ];
  const main = async () => (await windows()).find(({ id, alert_id }) => id === alert_id)?.change ?? 0;
  await live(rules, [pair()]);
  const first = await main();
  await live(rules, [pair({ topic: 6 })], { replay: pair() });
  const joined = await main();
  expect(joined).toBeGreaterThan(first);
  const before = [...pair(), ...pair({ topic: 6 })];
  await live(rules, [[session({ topic: 6, quarter: noon + HOUR })]], { replay: before });
  expect(await main()).toBeGreaterThan(joined);
});

test('a cool-down holds back after a window closed, also after a restart, and tells when it is over', async () => {
  const rules = [rule({ coolDownDays: 3, title: 'Prices' })];
  const visits = [pair(), pair({ quarter: noon + 2 * DAY })];
  await live(rules, visits);
  expect(await alerts()).toHaveLength(1);
  expect(await held()).toEqual([['cool_down', 'Prices', null]]);
  expect((await windows())[1]).toMatchObject({ alert_id: null });
  const next = [3, 4].map((day) => [session({ quarter: noon + day * DAY })]);
  await live(rules, next, { replay: visits.flat() });
  expect(await alerts()).toHaveLength(1);
  await live(rules, [[session({ quarter: noon + 5 * DAY })]], { replay: [...visits, ...next].flat() });
  const told = await alerts();
  expect(told).toHaveLength(2);
  expect((await windows())[1]).toMatchObject({ alert_id: told[1]?.id, quiet_until: null });
});

test('an alert that somebody put off stays silent, and one that somebody closed is told anew by another rule', async () => {
  const docs = rule({
    id: 'docs',
    title: 'Docs',
    condition: { atLeast: 2, count: 'sessions', topic: 6, within: 7 },
  });
  await live([rule(), docs], [pair()]);
  await act({ state: 'snoozed', snoozed_until: new Date(noon + 5 * DAY) });
  await live([rule(), docs], [pair({ topic: 6, quarter: noon + 3 * DAY })], { replay: pair() });
  expect([(await alerts()).length, (await held()).map(([reason]) => reason)]).toEqual([1, ['snoozed']]);
  await act({ state: 'closed', closed_at: new Date(noon + 3 * DAY) });
  await live([rule({ id: 'new' })], [pair({ quarter: noon + 3 * DAY + HOUR })]);
  expect(await alerts()).toHaveLength(2);
});

test('what warms is noted without a count and goes when the window opens', async () => {
  const both = rule({
    condition: {
      all: [
        { atLeast: 2, count: 'sessions', topic: 5, within: 7 },
        { atLeast: 1, count: 'sessions', topic: 6, within: 7 },
      ],
    },
  });
  const warming = () => database.db.selectFrom('warming').selectAll().where('site_id', '=', site).execute();
  await live([both], [pair(), [session({ quarter: noon + HOUR })]]);
  const [row, ...others] = await warming();
  expect([others, await windows()]).toEqual([[], []]);
  expect(row).toMatchObject({ organization_name: 'Example', since: new Date(noon) });
  expect(row?.until.getTime()).toBe(noon + HOUR + QUARTER + DAY);
  await live([both], [[session({ topic: 6 })]], { replay: pair() });
  expect([(await warming()).length, (await windows()).length]).toEqual([0, 1]);
});

test('a process that is killed anywhere and begins again tells nothing twice and forgets nothing', async () => {
  const rules = [rule({ coolDownDays: 2 }), rule({ id: 'site', position: 1, stayOpenDays: 2 })];
  const batches = [0, 0, 1, 4, 4, 5].map((day) => pair({ quarter: noon + day * DAY }));
  const real = databaseWindowStore(database, () => noon);
  for (let at = 0; at < batches.length; at += 1) {
    for (const dies of ['before', 'after'] as const) {
      const store: WindowStore = {
        known: real.known,
        apply: async (changes) => {
          if (dies === 'after') await real.apply(changes);
          throw new Error('killed');
        },
      };
      await live(rules, [batches[at] ?? []], { store, replay: batches.slice(0, at).flat() }).catch(
        () => undefined,
      );
    }
    await live(rules, [batches[at] ?? []], { replay: batches.slice(0, at).flat() });
  }
  const interrupted = [await windows(), await held()].map((each) => JSON.stringify(each.length));
  const told = (await alerts()).map(({ body }) => [body.rule.title, body.window]);
  await database.db.deleteFrom('windows').where('site_id', '=', site).execute();
  await database.db.deleteFrom('held_back').where('site_id', '=', site).execute();
  await live(rules, batches);
  expect([await windows(), await held()].map((each) => JSON.stringify(each.length))).toEqual(interrupted);
  expect((await alerts()).map(({ body }) => [body.rule.title, body.window])).toEqual(told);
});
