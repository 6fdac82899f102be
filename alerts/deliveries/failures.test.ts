import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR } from '../../policy/time.ts';
import {
  type Deliveries,
  openDeliveries,
  openReceiver,
  type Receiver,
  sendDue,
} from './deliveries.fixture.ts';

let all: Deliveries;
const receivers: Receiver[] = [];

const receiver = async (...answer: Parameters<typeof openReceiver>): Promise<Receiver> => {
  const opened = await openReceiver(...answer);
  receivers.push(opened);
  return opened;
};

beforeAll(async () => {
  all = await openDeliveries({ timeoutMs: 1000 });
});

afterAll(() => all.database.close());

beforeEach(() => all.addAlert('a1'));

afterEach(async () => {
  await Promise.all(receivers.splice(0).map((each) => each.close()));
  await all.reset();
});

/** Sets the clock to the next try and makes it. */
async function next(id: string): Promise<void> {
  const row = await all.delivery(id);
  all.clock.now = Math.max(all.clock.now, row?.due_at.getTime() ?? 0);
  await sendDue(all);
}

test('500 for a day, then 200: it gets there, under one id', async () => {
  const start = all.clock.now;
  const { url, received } = await receiver((response) => {
    response.statusCode = all.clock.now < start + DAY ? 500 : 200;
    response.end();
  });
  await all.addChannel('c1', url);
  await all.addDelivery('m', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  expect((await all.channel('c1')).failing_since).toEqual(new Date(start));
  while ((await all.delivery('m'))?.state === 'waiting') await next('m');
  expect(await all.delivery('m')).toMatchObject({ state: 'delivered' });
  expect(new Set(received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(['m']));
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  expect(await all.channel('c1')).toMatchObject({ failing_since: null, active: true });
});

test('what fails for good was tried for 75 hours at least', async () => {
  const start = all.clock.now;
  const { url } = await receiver((response) => response.writeHead(500).end());
  await all.addChannel('c1', url);
  await all.addDelivery('m', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  while ((await all.delivery('m'))?.state === 'waiting') await next('m');
  expect(await all.delivery('m')).toMatchObject({ state: 'failed', attempts: 10 });
  expect(all.clock.now - start).toBeGreaterThan(75 * HOUR);
});

test('a channel that fails for five days is switched off, and says since when and why', async () => {
  const { url } = await receiver((response) => response.writeHead(500).end());
  await all.addChannel('c1', url);
  await all.addDelivery('m1', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  all.clock.now += 5 * DAY;
  await all.addDelivery('m2', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  expect(await all.channel('c1')).toMatchObject({ active: false, disabled_reason: 'failing_too_long' });
});

test('410 Gone switches the channel off at once', async () => {
  const { url, received } = await receiver((response) => response.writeHead(410).end());
  await all.addChannel('c1', url);
  await all.addDelivery('m1', { channel: 'c1' }, ['a1']);
  await all.addDelivery('m2', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  expect(await all.channel('c1')).toMatchObject({ active: false, disabled_reason: 'gone' });
  await sendDue(all);
  expect(received).toHaveLength(1);
  expect(await all.delivery('m2')).toMatchObject({ state: 'failed' });
});

test('a target that asks to be left alone is left alone', async () => {
  const { url } = await receiver((response) => response.writeHead(429, { 'retry-after': '3600' }).end());
  await all.addChannel('c1', url);
  await all.addDelivery('m', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  expect((await all.delivery('m'))?.due_at.getTime()).toBe(all.clock.now + HOUR);
});

test('a redirect is not followed', async () => {
  const inner = await receiver();
  const { url } = await receiver((response) => response.writeHead(302, { location: inner.url }).end());
  await all.addChannel('c1', url);
  await all.addDelivery('m', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  expect(inner.received).toEqual([]);
  expect(await all.attempts('m')).toMatchObject([{ code: 'redirected', status: 302 }]);
});

test('an answer without end is read up to the limit', async () => {
  const { url } = await receiver((response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(1000)));
    };
    response.on('drain', more);
    more();
  });
  await all.addChannel('c1', url);
  await all.addDelivery('m', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  const [tried] = await all.attempts('m');
  expect(tried).toMatchObject({ code: 'delivered', status: 200 });
  expect(tried?.excerpt).toHaveLength(2048);
});

test('an answer that trickles is over when its time is over', async () => {
  const { url } = await receiver((response) => {
    response.write('.');
  });
  await all.addChannel('c1', url);
  await all.addDelivery('m', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  expect(await all.attempts('m')).toEqual([{ code: 'delivered', status: 200, excerpt: '.' }]);
});

test('a target that hangs is given up, and others do not wait for it', async () => {
  const hanging = await receiver(() => undefined);
  const quick = await receiver();
  await all.addChannel('c1', hanging.url);
  await all.addChannel('c2', quick.url);
  await all.addDelivery('m1', { channel: 'c1' }, ['a1']);
  await all.addDelivery('m2', { channel: 'c2' }, ['a1']);
  await sendDue(all);
  expect(await all.attempts('m1')).toMatchObject([{ code: 'timeout', status: null }]);
  expect(await all.delivery('m2')).toMatchObject({ state: 'delivered' });
});

test('a channel that is removed meanwhile leaves nothing behind', async () => {
  const { url } = await receiver((response) => {
    void all.database.db
      .deleteFrom('channels')
      .execute()
      .then(() => response.end());
  });
  await all.addChannel('c1', url);
  await all.addDelivery('m', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  expect(await all.delivery('m')).toBeUndefined();
});
