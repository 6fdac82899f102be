import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Deliveries, openDeliveries, openReceiver, type Receiver } from './deliveries.fixture.ts';
import { LEASE_MS, outbox } from './outbox.ts';
import { startSender } from './sender.ts';

let all: Deliveries;
let receiver: Receiver;

beforeAll(async () => {
  [all, receiver] = await Promise.all([openDeliveries(), openReceiver()]);
  await all.addAlert('a1');
  await all.addChannel('c1', receiver.url);
}, 60_000);

afterAll(async () => {
  await receiver.close();
  await all.database.close();
});

const never = (error: unknown): never => {
  throw error;
};

test('two senders send each delivery once; one that was taken and never noted goes out under its id', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
  for (const id of ids) await all.addDelivery(id, { channel: 'c1' }, ['a1']);
  const box = outbox(all.database, randomUUID);
  // Its holder dies here.
  const [lost] = await box.take('channels', 1, all.clock.now);
  all.clock.now += LEASE_MS;
  const senders = await Promise.all([startSender(all.parts, never), startSender(all.parts, never)]);
  await vi.waitFor(
    async () => {
      const states = await all.database.db.selectFrom('deliveries').select('state').execute();
      expect(states.every(({ state }) => state === 'delivered')).toBe(true);
    },
    { timeout: 20_000, interval: 50 },
  );
  await Promise.all(senders.map((sender) => sender.close()));
  expect(receiver.received.map(({ headers }) => headers['webhook-id']).sort()).toEqual([...ids].sort());
  expect((await all.delivery(lost?.id ?? ''))?.attempts).toBe(2);
}, 60_000);

test('whose hold ran out can not note anything', async () => {
  await all.addDelivery('late', { channel: 'c1' }, ['a1']);
  const box = outbox(all.database, randomUUID);
  const [first] = await box.take('channels', 1, all.clock.now);
  all.clock.now += LEASE_MS;
  const [second] = await box.take('channels', 1, all.clock.now);
  expect([first?.id, second?.id]).toEqual(['late', 'late']);
  if (!first) throw new Error('nothing was taken');
  const outcome = { kind: 'delivered', code: 'delivered', status: 200, excerpt: '', wait: null } as const;
  await box.finish(first, { outcome, startedAt: all.clock.now, rest: 0, random: 0 }, all.clock.now);
  expect(await all.delivery('late')).toMatchObject({ state: 'waiting', lease: second?.lease });
  expect(await all.attempts('late')).toEqual([]);
});
