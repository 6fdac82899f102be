import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertWishes } from '../contract-my-alerts.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

/** A Wednesday, 14:00 in Berlin. */
const NOON = Date.parse('2026-07-01T12:00:00Z');

let api: TestApi;
let sales: string;
let now = NOON;

beforeAll(async () => {
  api = await openTestApi({ now: () => now });
  sales = await api.join('sara', 'sales');
});

afterAll(() => api.close());

const WISHES: AlertWishes = {
  timeZone: 'Europe/Berlin',
  quiet: { from: 20 * 60, to: 7 * 60 + 30 },
  workingDays: [1, 2, 3, 4, 5],
  digest: false,
  digestTimes: [9 * 60, 16 * 60],
  email: true,
  dailyBudget: 5,
  mutedRules: ['gone'],
};

const read = async (cookie = sales) => (await api.call('GET', '/v1/me/alerts', { cookie })).json();
const put = (wishes: object, cookie = sales) => api.call('PUT', '/v1/me/alerts', { cookie, payload: wishes });
const idOf = async (name: string) =>
  (await api.database.db.selectFrom('user').select('id').where('name', '=', name).executeTakeFirstOrThrow())
    .id;

test('whoever said nothing is told at once; what they say is kept, and is theirs alone', async () => {
  expect(await read()).toMatchObject({
    wishes: { timeZone: 'UTC', quiet: null, email: true, dailyBudget: null },
    postponed: null,
    mailServer: false,
    mailRefusedAt: null,
  });
  expect((await put(WISHES)).json()).toMatchObject({ wishes: WISHES, postponed: null });
  expect((await read()).wishes).toEqual(WISHES);
  expect((await read(api.owner)).wishes.timeZone).toBe('UTC');
});

test('the next moment at which they may be told, and why', async () => {
  now = Date.parse('2026-07-03T19:00:00Z');
  expect((await put(WISHES)).json().postponed).toEqual({
    until: '2026-07-06T05:30:00.000Z',
    reason: 'quiet_hours',
  });
  now = NOON;
  expect((await put({ ...WISHES, workingDays: [4] })).json().postponed).toMatchObject({ reason: 'day_off' });
  expect((await put({ ...WISHES, digest: true })).json().postponed).toEqual({
    until: '2026-07-01T14:00:00.000Z',
    reason: 'digest',
  });
});

test('what others decide about a person stays as it is', async () => {
  const { db } = api.database;
  const person = await idOf('sara');
  await put(WISHES);
  await db.updateTable('rep_settings').set({ takes_part: true }).where('person_id', '=', person).execute();
  await put({ ...WISHES, dailyBudget: 3 });
  const kept = await db
    .selectFrom('rep_settings')
    .select(['takes_part', 'daily_budget'])
    .where('person_id', '=', person)
    .execute();
  expect(kept).toEqual([{ takes_part: true, daily_budget: 3 }]);
});

test.each([
  [{ timeZone: 'Middle/Earth' }, 'timeZone'],
  [{ quiet: { from: 60, to: 60 } }, 'quiet'],
  [{ quiet: { from: 60, to: 1440 } }, 'quiet.to'],
  [{ workingDays: [] }, 'workingDays'],
  [{ workingDays: [1, 1] }, 'workingDays'],
  [{ digestTimes: [] }, 'digestTimes'],
  [{ dailyBudget: 0 }, 'dailyBudget'],
  [{ takesPart: true }, 'takesPart'],
])('%j is refused, and the field is named', async (change, field) => {
  await put(WISHES);
  const answer = await put({ ...WISHES, ...change });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().errors.map((each: { field: string }) => each.field)).toContain(field);
  expect((await read()).wishes).toEqual(WISHES);
});

test('e-mail that was ended is taken up again by its own word only', async () => {
  const at = new Date(NOON);
  await api.database.db
    .insertInto('mail_refusals')
    .values({ person_id: await idOf('sara'), at })
    .execute();
  expect((await put(WISHES)).json()).toMatchObject({ mailRefusedAt: at.toISOString() });
  await api.call('DELETE', '/v1/me/mail-refusal', { cookie: api.owner });
  expect((await read()).mailRefusedAt).toBe(at.toISOString());
  for (let twice = 0; twice < 2; twice += 1) {
    const answer = await api.call('DELETE', '/v1/me/mail-refusal', { cookie: sales });
    expect(answer.statusCode).toBe(204);
  }
  expect((await read()).mailRefusedAt).toBeNull();
});
