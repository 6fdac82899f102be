import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { openServerDatabase } from '../../infra/database/server.ts';
import { freshDatabase } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import { addAlert, addChannel, addPerson, openRoutingDatabase } from './dispatch.fixture.ts';
import { dispatcher } from './dispatch.ts';
import { saveSettings } from './stored-settings.ts';
import { DEFAULT_SETTINGS } from './timing.ts';

const NOON = Date.parse('2026-07-01T12:00:00Z');
const PEOPLE = ['ada', 'ben', 'cleo'];
const ALERTS = 30;

const never = (error: unknown): never => {
  throw error;
};

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`dispatchers (${side})`, () => {
    let databases: Database[];

    beforeAll(async () => {
      if (side === 'distributed') {
        const url = await freshDatabase();
        const open = () => openServerDatabase({ url, pool: 4, onError: never });
        databases = [await openRoutingDatabase(await open()), await open()];
      } else {
        databases = [await openRoutingDatabase()];
      }
    });

    afterAll(async () => {
      await Promise.all(databases.map((database) => database.close()));
    });

    test('four at once tell one person of each alert and a channel once, and nobody misses a turn', async () => {
      const [first] = databases;
      if (!first) throw new Error('no database');
      for (const person of PEOPLE) {
        await addPerson(first, person);
        await saveSettings(first.db, person, { ...DEFAULT_SETTINGS, takesPart: true });
      }
      await addChannel(first, 'team');
      for (let index = 0; index < ALERTS; index += 1) await addAlert(first, `org${index}`);

      const at = { now: () => NOON, onError: never };
      const dispatchers = Array.from({ length: 4 }, (_, index) =>
        dispatcher({ database: databases[index % databases.length] ?? first, ...at }),
      );
      await Promise.all(dispatchers.map((dispatch) => dispatch()));

      const told = await first.db.selectFrom('alert_recipients').select(['alert_id', 'person_id']).execute();
      expect(new Set(told.map(({ alert_id }) => alert_id)).size).toBe(ALERTS);
      for (const person of PEOPLE) {
        expect(told.filter(({ person_id }) => person_id === person)).toHaveLength(ALERTS / PEOPLE.length);
      }
      const sent = await first.db.selectFrom('deliveries').select(['channel_id', 'alert_ids']).execute();
      const toChannel = sent.filter(({ channel_id }) => channel_id === 'team');
      expect(new Set(toChannel.flatMap(({ alert_ids }) => alert_ids)).size).toBe(ALERTS);
      expect(sent).toHaveLength(2 * ALERTS);
    });
  });
}
