import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY } from '../policy/time.ts';
import { type Deliveries, openDeliveries } from './deliveries/deliveries.fixture.ts';
import { eraseEndedNotes, NOTE_TERMS } from './erase-ended.ts';

let all: Deliveries;

beforeAll(async () => {
  all = await openDeliveries();
});

afterAll(() => all.database.close());

const ago = (days: number): Date => new Date(all.clock.now - days * DAY);
const { waitingDays, deliveryDays, heldBackDays, warmingDays } = NOTE_TERMS;

test('deliveries go with their tries when their time is over, those that wait or whose window is open stay', async () => {
  const { db } = all.database;
  await all.addChannel('c1', 'http://127.0.0.1:1/');
  for (const alert of ['past', 'open']) await all.addAlert(alert);
  const open = { expires_at: new Date(all.clock.now + DAY) };
  await db.updateTable('windows').set(open).where('id', '=', 'open').execute();
  const ended: Record<string, [alert: string, doneAt: Date | null]> = {
    old: ['past', ago(deliveryDays + 1)],
    young: ['past', ago(deliveryDays - 1)],
    waiting: ['past', null],
    'of an open window': ['open', ago(deliveryDays + 1)],
  };
  for (const [id, [alert, done_at]] of Object.entries(ended)) {
    await all.addDelivery(id, { channel: 'c1' }, [alert]);
    const state = done_at === null ? 'waiting' : 'delivered';
    await db.updateTable('deliveries').set({ done_at, state }).where('id', '=', id).execute();
    const tried = { at: ago(200), code: 'delivered', status: 200, excerpt: '', took_ms: 1 };
    await db
      .insertInto('delivery_attempts')
      .values({ delivery_id: id, ...tried })
      .execute();
  }
  await eraseEndedNotes(all.database, all.clock.now);
  const left = await db.selectFrom('delivery_attempts').select('delivery_id').execute();
  expect(left.map(({ delivery_id }) => delivery_id).sort()).toEqual([
    'of an open window',
    'waiting',
    'young',
  ]);
});

test('what a paused channel kept for too long is cancelled, with a note that says so', async () => {
  const { db } = all.database;
  await all.addChannel('paused', 'http://127.0.0.1:1/');
  await all.addAlert('late');
  const waits: Record<string, { age: number; leased: boolean }> = {
    stale: { age: waitingDays + 1, leased: false },
    fresh: { age: waitingDays - 1, leased: false },
    'under way': { age: waitingDays + 1, leased: true },
  };
  for (const [id, { age, leased }] of Object.entries(waits)) {
    await all.addDelivery(id, { channel: 'paused' }, ['late']);
    const leased_until = leased ? new Date(all.clock.now + 1000) : null;
    await db
      .updateTable('deliveries')
      .set({ created_at: ago(age), leased_until })
      .where('id', '=', id)
      .execute();
  }
  await eraseEndedNotes(all.database, all.clock.now);
  await eraseEndedNotes(all.database, all.clock.now);
  const rows = await db
    .selectFrom('deliveries')
    .leftJoin('delivery_attempts', 'delivery_attempts.delivery_id', 'deliveries.id')
    .where('channel_id', '=', 'paused')
    .orderBy('deliveries.id')
    .select(['deliveries.id', 'state', 'code'])
    .execute();
  expect(rows).toEqual([
    { id: 'fresh', state: 'waiting', code: null },
    { id: 'stale', state: 'cancelled', code: 'waited_too_long' },
    { id: 'under way', state: 'waiting', code: null },
  ]);
});

test('what was held back, and what warmed up, goes when its time is over', async () => {
  const { db } = all.database;
  const about = { site_id: all.site, rule_id: 'r', organization_name: 'Example plc' };
  for (const [key, days] of [
    ['old', heldBackDays + 1],
    ['young', heldBackDays - 1],
  ] as const) {
    const noted = { ...about, key, organization_id: '1', rule_title: 'R', reason: 'merged', at: ago(days) };
    await db.insertInto('held_back').values(noted).execute();
  }
  for (const [organization_id, days] of [
    ['old', warmingDays + 1],
    ['young', warmingDays - 1],
  ] as const) {
    const warmed = { ...about, organization_id, rule_version: 1, since: ago(90), until: ago(days) };
    await db.insertInto('warming').values(warmed).execute();
  }
  await eraseEndedNotes(all.database, all.clock.now);
  expect(await db.selectFrom('held_back').select('key').execute()).toEqual([{ key: 'young' }]);
  expect(await db.selectFrom('warming').select('organization_id').execute()).toEqual([
    { organization_id: 'young' },
  ]);
});
