import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addAlert, addChannel, bodyOf } from '../../alerts/routing/dispatch.fixture.ts';
import { dispatcher } from '../../alerts/routing/dispatch.ts';
import { loadSettings, saveSettings } from '../../alerts/routing/stored-settings.ts';
import { DEFAULT_SETTINGS } from '../../alerts/routing/timing.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
let sara: string;
let ids: { sara: string; ben: string; petra: string };

beforeAll(async () => {
  api = await openTestApi({ now: Date.now });
  sara = await api.join('sara', 'sales');
  const idOf = async (cookie: string): Promise<string> =>
    (await api.call('GET', '/v1/me', { cookie })).json().id;
  ids = {
    sara: await idOf(sara),
    ben: await idOf(await api.join('ben', 'sales')),
    petra: await idOf(await api.join('petra', 'privacy_officer')),
  };
  await api.addSite(api.owner);
  await addChannel(api.database, 'team');
});

afterAll(() => api.close());

const NOTHING = { territories: [], round: [], default: null };
const read = async () => (await api.call('GET', '/v1/routing', { cookie: api.owner })).json();
const save = (change: object) =>
  api.call('PUT', '/v1/routing', { cookie: api.owner, payload: { ...NOTHING, ...change } });

beforeEach(async () => {
  await api.database.db.deleteFrom('windows').execute();
  await save(NOTHING);
});

test('at first nobody hears of what nobody owns, and sales and owners can be chosen', async () => {
  const { people, ...rest } = await read();
  expect(rest).toEqual({ ...NOTHING, channels: [{ id: 'team', name: 'team' }] });
  expect(people.map(({ name }: { name: string }) => name)).toEqual(['ben', 'Olga', 'sara']);
});

test('rules are replaced as a whole, and how somebody wishes to be told stays theirs', async () => {
  await saveSettings(api.database.db, ids.ben, { ...DEFAULT_SETTINGS, timeZone: 'Europe/Berlin' });
  const rules = {
    territories: [{ country: 'DE', person: ids.sara }],
    round: [ids.ben, ids.sara],
    default: { channel: 'team' },
  };
  expect((await save(rules)).json()).toMatchObject(rules);
  expect(await read()).toMatchObject(rules);
  expect((await save({ ...rules, round: [ids.sara] })).json()).toMatchObject({ round: [ids.sara] });
  expect(await loadSettings(api.database.db, ids.ben)).toMatchObject({
    timeZone: 'Europe/Berlin',
    takesPart: false,
  });
});

test('who does not work in sales, an unknown channel and a country twice are refused, and nothing changes', async () => {
  const good = { territories: [{ country: 'FR', person: ids.ben }] };
  await save(good);
  const { sara: person, petra } = ids;
  for (const [change, field] of [
    [{ territories: [{ country: 'DE', person: petra }] }, 'territories'],
    [{ territories: ['DE', 'DE'].map((country) => ({ country, person })) }, 'territories'],
    [{ round: ['nobody'] }, 'round'],
    [{ default: { person: petra } }, 'default'],
    [{ default: { channel: 'none' } }, 'default'],
  ] as const) {
    expect((await save(change)).json()).toMatchObject({ status: 400, errors: [{ field }] });
  }
  expect(await read()).toMatchObject({ ...NOTHING, ...good });
});

test('an alert says to whom it went and why, and who asks for theirs gets no other', async () => {
  await save({ territories: [{ country: 'DE', person: ids.sara }], default: { channel: 'team' } });
  await addAlert(api.database, 'here', bodyOf('here', 'DE'));
  await addAlert(api.database, 'elsewhere', bodyOf('elsewhere', 'FR'));
  const before = await changeOf('here');
  await dispatcher({
    database: api.database,
    now: Date.now,
    onError: (error) => {
      throw error;
    },
  })();
  const alerts = async (query: string) =>
    (await api.call('GET', `/v1/alerts${query}`, { cookie: sara }))
      .json()
      .items.map(({ id, routed }: { id: string; routed: object }) => [id, routed]);
  const here = ['here', [{ to: 'sara', reason: 'Germany is your territory.' }]];
  expect(await alerts('')).toEqual([
    ['elsewhere', [{ to: 'team', reason: expect.stringContaining('this channel') }]],
    here,
  ]);
  expect(await alerts('?mine=true')).toEqual([here]);
  // Streams tell what has a new number.
  expect(await changeOf('here')).toBeGreaterThan(before);
});

const changeOf = async (id: string): Promise<number> =>
  (
    await api.database.db
      .selectFrom('windows')
      .select('change')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).change;
