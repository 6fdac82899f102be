import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { openServerDatabase } from '../../infra/database/server.ts';
import { freshDatabase } from '../../tests/support/engines.ts';
import { SIDES } from '../../tests/support/sides.ts';
import { type Deliveries, openDeliveries, openReceiver, type Receiver } from './deliveries.fixture.ts';
import { LEASE_MS, outbox } from './outbox.ts';
import { startSender } from './sender.ts';

const CHANNELS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'] as const;

const never = (error: unknown): never => {
  throw error;
};

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`senders (${side})`, () => {
    let all: Deliveries;
    /** What a second process would hold: connections of its own, where there is a server. */
    let second: Database;
    let receiver: Receiver;

    beforeAll(async () => {
      if (side === 'distributed') {
        const url = await freshDatabase();
        const open = () => openServerDatabase({ url, pool: 6, onError: never });
        [all, second] = await Promise.all([openDeliveries({ database: await open() }), open()]);
      } else {
        all = await openDeliveries();
        second = all.database;
      }
      receiver = await openReceiver();
      await all.addAlert('a1');
      for (const channel of CHANNELS) await all.addChannel(channel, receiver.url);
    });

    afterAll(async () => {
      await receiver.close();
      if (second !== all.database) await second.close();
      await all.database.close();
    });

    test('two senders send each delivery once; what was taken and never noted goes out under its id', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `m${index}`);
      for (const [index, id] of ids.entries()) {
        await all.addDelivery(id, { channel: CHANNELS[index % CHANNELS.length] ?? '' }, ['a1']);
      }
      // Their holder dies here.
      const lost = await outbox(all.database, randomUUID).take('channels', 2, all.clock.now);
      expect(lost).toHaveLength(2);
      all.clock.now += LEASE_MS;
      const senders = await Promise.all([
        startSender(all.parts, never),
        startSender({ ...all.parts, database: second }, never),
      ]);
      await vi.waitFor(
        async () => {
          const states = await all.database.db.selectFrom('deliveries').select('state').execute();
          expect(states.every(({ state }) => state === 'delivered')).toBe(true);
        },
        { timeout: 30_000, interval: 50 },
      );
      await Promise.all(senders.map((sender) => sender.close()));
      expect(receiver.received.map(({ headers }) => headers['webhook-id']).sort()).toEqual([...ids].sort());
      for (const { id } of lost) expect(await all.delivery(id)).toMatchObject({ attempts: 2 });
    });

    test('of many who take at once each gets others, and no target has two under way', async () => {
      for (let index = 0; index < 24; index += 1) {
        const channel = CHANNELS[index % CHANNELS.length] ?? '';
        await all.addDelivery(`t${index}`, { channel }, ['a1']);
      }
      const boxes = [all.database, second].map((database) => outbox(database, randomUUID));
      const taken = await Promise.all(
        Array.from({ length: 8 }, (_, index) => boxes[index % 2]?.take('channels', 3, all.clock.now) ?? []),
      );
      const targets = taken.flat().map(({ channel_id }) => channel_id);
      expect(targets.length).toBeGreaterThan(0);
      expect(new Set(targets).size).toBe(targets.length);
      await all.database.db.deleteFrom('deliveries').execute();
    });

    test('whose hold ran out can not note anything', async () => {
      await all.addDelivery('late', { channel: 'c1' }, ['a1']);
      const [first] = await outbox(all.database, randomUUID).take('channels', 1, all.clock.now);
      all.clock.now += LEASE_MS;
      const [other] = await outbox(second, randomUUID).take('channels', 1, all.clock.now);
      expect([first?.id, other?.id]).toEqual(['late', 'late']);
      if (!first) throw new Error('nothing was taken');
      const outcome = { kind: 'delivered', code: 'delivered', status: 200, excerpt: '', wait: null } as const;
      const tried = { outcome, startedAt: all.clock.now, rest: 0, random: 0 };
      await outbox(all.database, randomUUID).finish(first, tried, all.clock.now);
      expect(await all.delivery('late')).toMatchObject({ state: 'waiting', lease: other?.lease });
      expect(await all.attempts('late')).toEqual([]);
    });
  });
}
