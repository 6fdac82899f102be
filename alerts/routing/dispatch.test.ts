import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import {
  addAlert,
  addChannel,
  addPerson,
  bodyOf,
  clean,
  openRoutingDatabase,
  siteOf,
} from './dispatch.fixture.ts';
import { dispatcher } from './dispatch.ts';
import { saveSettings } from './stored-settings.ts';
import { DEFAULT_SETTINGS, type RepSettings } from './timing.ts';

/** A Wednesday. */
const NOON = Date.parse('2026-07-01T12:00:00Z');
const HOUR = 3_600_000;

let database: Database;
let errors: unknown[] = [];

beforeAll(async () => {
  database = await openRoutingDatabase();
});
beforeEach(async () => {
  errors = [];
  await clean(database);
});
afterAll(() => database.close());

const dispatch = (now = NOON, on = database) =>
  dispatcher({ database: on, now: () => now, onError: (error) => errors.push(error) })();
const wish = (person: string, wishes: Partial<RepSettings>) =>
  saveSettings(database.db, person, { ...DEFAULT_SETTINGS, ...wishes });
const recipients = () =>
  database.db
    .selectFrom('alert_recipients')
    .select(['alert_id', 'person_id', 'reason', 'told'])
    .orderBy('alert_id')
    .execute();
const deliveries = () =>
  database.db
    .selectFrom('deliveries')
    .select(['kind', 'channel_id', 'person_id', 'alert_ids', 'due_at'])
    .orderBy('due_at')
    .orderBy('channel_id')
    .execute();
const heldBack = () => database.db.selectFrom('held_back').select(['alert_id', 'reason', 'detail']).execute();
const waiting = () =>
  database.db.selectFrom('alerts').select('id').where('dispatched_at', 'is', null).execute();

async function own(person: string, domain: string): Promise<void> {
  await database.db
    .insertInto('accounts')
    .values({
      organization_id: null,
      domain,
      name: 'Acme',
      relation: null,
      owner_id: person,
      created_by: 'test',
    })
    .execute();
}

describe('who is told', () => {
  test('the owner by e-mail and each channel of the site, each with its reason', async () => {
    await addPerson(database, 'ada');
    await own('ada', 'acme.example');
    await addChannel(database, 'everywhere');
    await addChannel(database, 'here', await siteOf(database));
    await addAlert(database, 'acme');
    await dispatch();
    expect(await recipients()).toEqual([
      { alert_id: 'acme', person_id: 'ada', reason: 'You own Acme.', told: 'now' },
    ]);
    expect((await deliveries()).map(({ channel_id, person_id }) => channel_id ?? person_id).sort()).toEqual([
      'ada',
      'everywhere',
      'here',
    ]);
    expect(await waiting()).toEqual([]);
  });

  test('those who take turns, in turn, also when the process was started anew between', async () => {
    for (const person of ['ada', 'ben']) {
      await addPerson(database, person);
      await wish(person, { takesPart: true });
    }
    for (const id of ['a', 'b', 'c']) {
      await addAlert(database, id);
      await dispatch();
    }
    expect((await recipients()).map(({ person_id }) => person_id)).toEqual(['ada', 'ben', 'ada']);
  });

  test('an officer is told nothing, whatever the lists say', async () => {
    await addPerson(database, 'olaf', 'privacy_officer');
    await own('olaf', 'acme.example');
    await addAlert(database, 'acme');
    await dispatch();
    expect(await recipients()).toEqual([]);
    expect(await deliveries()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  test('when a person is removed, what is still open goes to the next, and channels hear nothing twice', async () => {
    await addPerson(database, 'ada');
    await addPerson(database, 'ben');
    await own('ada', 'acme.example');
    await addChannel(database, 'team');
    await database.db.insertInto('territories').values({ country: 'DE', person_id: 'ben' }).execute();
    await addAlert(database, 'acme');
    await dispatch();
    await database.db.deleteFrom('user').where('id', '=', 'ada').execute();
    await dispatch();
    expect(await recipients()).toMatchObject([{ person_id: 'ben', reason: 'Germany is your territory.' }]);
    expect((await deliveries()).map(({ channel_id, person_id }) => channel_id ?? person_id).sort()).toEqual([
      'ben',
      'team',
    ]);
  });
});

describe('when they are told', () => {
  beforeEach(async () => {
    await addPerson(database, 'ada');
    await database.db.updateTable('routing').set({ default_person_id: 'ada' }).execute();
  });

  test('what comes in quiet hours comes together when they end, and stands in the ledger', async () => {
    await wish('ada', { quiet: { from: 11 * 60, to: 14 * 60 } });
    for (const id of ['a', 'b']) await addAlert(database, id);
    await dispatch();
    expect(await deliveries()).toEqual([
      {
        kind: 'digest',
        channel_id: null,
        person_id: 'ada',
        alert_ids: ['a', 'b'],
        due_at: new Date(NOON + 2 * HOUR),
      },
    ]);
    const detail = '2026-07-01T14:00:00.000Z';
    expect(await heldBack()).toEqual([
      { alert_id: 'a', reason: 'quiet_hours', detail },
      { alert_id: 'b', reason: 'quiet_hours', detail },
    ]);
  });

  test('what is beyond the budget waits for the digest; a new day has a new budget', async () => {
    await wish('ada', { dailyBudget: 1 });
    for (const id of ['a', 'b']) await addAlert(database, id);
    await dispatch();
    expect((await deliveries()).map(({ kind, alert_ids }) => [kind, alert_ids])).toEqual([
      ['alert', ['a']],
      ['digest', ['b']],
    ]);
    expect(await heldBack()).toMatchObject([{ alert_id: 'b', reason: 'budget' }]);
    await addAlert(database, 'c');
    await dispatch(NOON + 12 * HOUR);
    expect((await recipients()).map(({ told }) => told)).toEqual(['now', 'later', 'now']);
  });

  test('a muted rule is told to nobody, and is not lost', async () => {
    await wish('ada', { mutedRules: ['rule'] });
    await addAlert(database, 'a');
    await dispatch();
    expect(await deliveries()).toEqual([]);
    expect(await heldBack()).toEqual([{ alert_id: 'a', reason: 'muted', detail: '' }]);
  });

  test('a digest that has left takes nothing more', async () => {
    await wish('ada', { digest: true });
    await addAlert(database, 'a');
    await dispatch();
    await database.db.updateTable('deliveries').set({ state: 'delivered' }).execute();
    await addAlert(database, 'b');
    await dispatch();
    expect((await deliveries()).map(({ alert_ids }) => alert_ids)).toEqual([['a'], ['b']]);
  });

  test('whoever ended mail by its link is sent none, and the ledger says so', async () => {
    await database.db
      .insertInto('mail_refusals')
      .values({ person_id: 'ada', at: new Date(NOON) })
      .execute();
    await addAlert(database, 'a');
    await dispatch();
    await wish('ada', { digest: true });
    await addAlert(database, 'b');
    await dispatch();
    await wish('ada', { mutedRules: ['rule'] });
    await addAlert(database, 'c');
    await dispatch();
    await wish('ada', { email: false });
    await addAlert(database, 'd');
    await dispatch();
    expect(await deliveries()).toEqual([]);
    expect(await heldBack()).toEqual([
      { alert_id: 'a', reason: 'unsubscribed', detail: '' },
      { alert_id: 'b', reason: 'unsubscribed', detail: '' },
      { alert_id: 'c', reason: 'muted', detail: '' },
    ]);
  });

  test('whoever wants no e-mail has the alert on the dashboard only', async () => {
    await wish('ada', { email: false });
    await addAlert(database, 'a');
    await dispatch();
    expect(await deliveries()).toEqual([]);
    expect(await recipients()).toMatchObject([{ person_id: 'ada', told: 'now' }]);
  });
});

describe('trouble', () => {
  test('an alert that holds too much is withheld with an incident, and the others go on', async () => {
    await addChannel(database, 'team');
    await addAlert(database, 'bad', { ...bodyOf('bad'), visitor: 'somebody' });
    await addAlert(database, 'good');
    await dispatch();
    expect((await deliveries()).map(({ alert_ids }) => alert_ids)).toEqual([['good']]);
    expect(await database.db.selectFrom('incidents').select(['kind', 'subject']).execute()).toEqual([
      { kind: 'policy_breach', subject: 'bad' },
    ]);
    expect(await waiting()).toEqual([]);
  });

  test('wherever it is cut off, and with two at once, each alert has each target once', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 4 });
    const wishes = fc.constantFrom<Partial<RepSettings>>({}, { digest: true }, { dailyBudget: 1 });
    await fc.assert(
      fc.asyncProperty(cuts, wishes, fc.boolean(), async (each, wished, two) => {
        await clean(database);
        await addChannel(database, 'team');
        for (const person of ['ada', 'ben']) {
          await addPerson(database, person);
          await wish(person, { takesPart: true, ...wished });
        }
        for (const id of ids) await addAlert(database, id);
        for (const statements of each) {
          const cut = cutOffAfter(statements);
          const runs = [dispatch(NOON, cut), ...(two ? [dispatch(NOON, cut)] : [])];
          await Promise.allSettled(runs);
        }
        await Promise.all([dispatch(), ...(two ? [dispatch()] : [])]);

        const told = await recipients();
        expect(told.map(({ alert_id }) => alert_id)).toEqual(ids);
        // Turns are as if nothing had happened.
        expect(told.map(({ person_id }) => person_id)).toEqual(['ada', 'ben', 'ada', 'ben', 'ada', 'ben']);
        const sent = (await deliveries()).flatMap(({ channel_id, person_id, alert_ids }) =>
          alert_ids.map((id) => `${id} ${channel_id ?? person_id}`),
        );
        const expected = told.flatMap(({ alert_id, person_id }) => [
          `${alert_id} ${person_id}`,
          `${alert_id} team`,
        ]);
        expect(sent.sort()).toEqual(expected.sort());
        const later = told.filter(({ told: when }) => when === 'later').map(({ alert_id }) => alert_id);
        expect((await heldBack()).map(({ alert_id }) => alert_id).sort()).toEqual(later);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

/** The database as a process sees it that is killed after some statements: the next one never comes. */
function cutOffAfter(statements: number): Database {
  let left = statements;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      left -= 1;
      if (left < 0) throw new Error('cut off');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { ...database, db: database.db.withPlugin(plugin) };
}
