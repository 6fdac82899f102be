import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbeddedLog } from '../../infra/log/embedded.ts';
import type { EventLog, Subscription } from '../../infra/log/log.ts';
import { openEmbeddedWarehouse } from '../../infra/warehouse/embedded.ts';
import { migrations } from '../../infra/warehouse/migrations.ts';
import { openServerWarehouse } from '../../infra/warehouse/server.ts';
import { migrateWarehouse, type Warehouse } from '../../infra/warehouse/warehouse.ts';
import type { AcceptedEvent, LogEntry } from '../../policy/event.ts';
import { HOUR, quarterOf } from '../../policy/time.ts';
import { numbers } from '../../tests/faults/numbers.ts';
import { freshWarehouse } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import type { WriterWarehouse } from './plans.ts';
import { writer, writtenUpTo } from './writer.ts';

const EVENTS = 3000;
const ORGANIZATIONS = 7;

const event = (number: number, now: number): AcceptedEvent => ({
  type: 'event',
  site: 1,
  id: number.toString(16).padStart(16, '0'),
  name: 'page_view',
  level: 'ORG',
  policyVersion: 1,
  reasons: ['A01'],
  time: quarterOf(now),
  page: '/pricing',
  referrerHost: '',
  country: 'DE',
  device: 'desktop',
  browser: 'Firefox',
  topic: 1,
  organization: {
    id: String(1 + (number % ORGANIZATIONS)),
    name: 'Example',
    domain: '',
    country: 'DE',
    kind: 'business',
    confidence: 'high',
  },
  visitor: '',
  visit: `visit-${number % 50}`,
  alert: true,
});

/** A warehouse that is slow, fails before or after it did what it was asked, and freezes its writer at any point. */
function shaky(warehouse: Warehouse, random: () => number): WriterWarehouse {
  const trouble = async (): Promise<void> => {
    if (random() < 0.3) await delay(random() * 150);
    if (random() < 0.04) throw new Error('lost');
  };
  return {
    everywhere: async (table, query, parameters) => {
      await trouble();
      return warehouse.everywhere(table, query, parameters);
    },
    insert: async (rows, token) => {
      await trouble();
      await warehouse.insert(rows, token);
      await trouble();
    },
  };
}

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`writers on the ${side} warehouse`, () => {
    let directory: string;
    let warehouse: Warehouse;
    let log: EventLog<LogEntry>;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'clearpane-writer-'));
      warehouse =
        side === 'embedded'
          ? await openEmbeddedWarehouse({ path: join(directory, 'warehouse') })
          : await openServerWarehouse({ url: freshWarehouse(), cluster: null });
      await migrateWarehouse(warehouse, migrations);
      log = await openEmbeddedLog({ path: join(directory, 'log'), retention: 72 * HOUR, now: Date.now });
    });

    afterAll(async () => {
      await log.close();
      await warehouse.close();
      await rm(directory, { recursive: true });
    });

    test.each([1, 2, 3])(
      'three that hold one partition at once, and come and go, write each event once (seed %i)',
      async (seed) => {
        const random = numbers(seed);
        let recovered = 0;
        const first = (seed - 1) * EVENTS;
        const start = (name: string): Subscription =>
          log.subscribe(
            name,
            writer({
              warehouse: shaky(warehouse, random),
              patience: 20,
              elapsed: () => performance.now(),
              onError: () => undefined,
              onRecovered: () => {
                recovered += 1;
              },
            }),
          );
        const names = ['one', 'two', 'three'];
        const running = names.map(start);
        for (let number = first; number < first + EVENTS; ) {
          const size = 1 + Math.floor(random() * 100);
          const numbered = Array.from({ length: size }, (_, index) => number + index);
          const events = numbered
            .filter((each) => each < first + EVENTS)
            .map((each) => event(each, Date.now()));
          await log.append(events.map((value) => ({ key: '', id: value.id, value })));
          number += size;
          await delay(random() * 20);
          const index = Math.floor(random() * names.length);
          if (random() < 0.2) {
            await running[index]?.close();
            running[index] = start(names[index] as string);
          }
        }
        const written = () => writtenUpTo(warehouse, 0);
        await expect.poll(written, { timeout: 30_000 }).toBe(first + EVENTS);
        // The plan is there; the rows follow it.
        const counted = async () =>
          (await warehouse.query<{ all: string }>('SELECT count() AS all FROM events'))[0]?.all;
        await expect.poll(counted, { timeout: 30_000 }).toBe(String(first + EVENTS));
        await delay(500);
        for (const subscription of running) await subscription.close();

        const [events] = await warehouse.query(
          'SELECT count() AS all, uniqExact(id) AS different FROM events',
        );
        expect(events).toEqual({ all: String(first + EVENTS), different: String(first + EVENTS) });
        const [sums] = await warehouse.query(
          'SELECT sumIf(views, topic = 0) AS whole, sumIf(views, topic = 1) AS pricing FROM organization_quarters',
        );
        expect(sums).toEqual({ whole: String(first + EVENTS), pricing: String(first + EVENTS) });
        expect(recovered).toBeGreaterThan(0);
      },
      90_000,
    );
  });
}
