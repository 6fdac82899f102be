import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addAlert } from '../../alerts/routing/dispatch.fixture.ts';
import { dispatcher } from '../../alerts/routing/dispatch.ts';
import type { Person } from '../contract.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
let ada: Person;
let olga: Person;

beforeAll(async () => {
  api = await openTestApi({ now: Date.now });
  await api.addSite(api.owner);
});

afterAll(() => api.close());

const dispatch = () =>
  dispatcher({
    database: api.database,
    now: Date.now,
    onError: (error) => {
      throw error;
    },
  })();
const recipients = () =>
  api.database.db
    .selectFrom('alert_recipients')
    .select(['alert_id', 'person_id', 'reason'])
    .orderBy('alert_id')
    .execute();
const waitingFor = async (person: string) =>
  (
    await api.database.db
      .selectFrom('deliveries')
      .select('alert_ids')
      .where('person_id', '=', person)
      .where('state', '=', 'waiting')
      .execute()
  ).flatMap(({ alert_ids }) => alert_ids);

/** Germany is Ada's, and Olga hears of the rest. Of two alerts that Ada was told of, one is over. */
beforeEach(async () => {
  const { db } = api.database;
  for (const table of ['deliveries', 'windows'] as const) await db.deleteFrom(table).execute();
  const people = async () => (await api.call('GET', '/v1/people', { cookie: api.owner })).json<Person[]>();
  for (const { id, name } of await people())
    if (name === 'ada') await db.deleteFrom('user').where('id', '=', id).execute();
  const cookie = await api.join('ada', 'sales');
  const all = await people();
  [ada, olga] = ['sales', 'owner'].map((role) => all.find((each) => each.role === role)) as [Person, Person];
  const rules = {
    territories: [{ country: 'DE', person: ada.id }],
    round: [],
    default: { person: olga.id },
  };
  expect((await api.call('PUT', '/v1/routing', { cookie: api.owner, payload: rules })).statusCode).toBe(200);
  for (const id of ['open', 'over']) await addAlert(api.database, id);
  await dispatch();
  await db.updateTable('windows').set({ state: 'closed' }).where('id', '=', 'over').execute();
  expect((await api.call('POST', '/v1/alerts/open/acknowledge', { cookie })).statusCode).toBe(200);
  expect((await waitingFor(ada.id)).sort()).toEqual(['open', 'over']);
});

const leave = {
  'is removed': () => api.call('DELETE', `/v1/people/${ada.id}`, { cookie: api.owner }),
  'becomes a privacy officer': () =>
    api.call('PATCH', `/v1/people/${ada.id}`, { cookie: api.owner, payload: { role: 'privacy_officer' } }),
};

test.each(Object.entries(leave))('a rep with alerts who %s leaves nothing behind', async (_how, leaves) => {
  expect((await leaves()).statusCode).toBeLessThan(300);
  await dispatch();
  const told = await recipients();
  expect(told.find(({ alert_id }) => alert_id === 'open')).toEqual({
    alert_id: 'open',
    person_id: olga.id,
    reason: 'Nobody owns it, and you hear of what nobody owns.',
  });
  expect(await waitingFor(ada.id)).toEqual([]);
  expect(await waitingFor(olga.id)).toEqual(['open']);
  const window = await api.database.db
    .selectFrom('windows')
    .select(['state', 'acknowledged_by', 'acknowledged_by_id'])
    .where('id', '=', 'open')
    .executeTakeFirst();
  expect(window).toEqual({ state: 'open', acknowledged_by: null, acknowledged_by_id: null });
  const still = await api.call('GET', '/v1/alerts', { cookie: api.owner });
  expect(still.json().items).toContainEqual(
    expect.objectContaining({ id: 'open', routed: [expect.objectContaining({ to: olga.name })] }),
  );
});

test('a rep who becomes an owner keeps what they have', async () => {
  await api.call('PATCH', `/v1/people/${ada.id}`, { cookie: api.owner, payload: { role: 'owner' } });
  await dispatch();
  expect((await recipients()).map(({ person_id }) => person_id)).toEqual([ada.id, ada.id]);
  expect(await waitingFor(ada.id)).toHaveLength(2);
});
