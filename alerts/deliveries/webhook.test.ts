import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Deliveries,
  openDeliveries,
  openReceiver,
  type Receiver,
  sendDue,
} from './deliveries.fixture.ts';
import { newSecret, RETIREMENT_MS, rotated } from './secrets.ts';

let all: Deliveries;
let receiver: Receiver;

beforeAll(async () => {
  all = await openDeliveries();
});

afterAll(() => all.database.close());

beforeEach(async () => {
  receiver = await openReceiver();
  await all.addAlert('a1');
});

afterEach(async () => {
  await receiver.close();
  await all.reset();
});

test('a receiver verifies what it got by the package of the standard, and reads a CloudEvent', async () => {
  const [secret] = await all.addChannel('c1', receiver.url);
  await all.addDelivery('msg_1', { channel: 'c1' }, ['a1']);
  await sendDue(all);

  const [got] = receiver.received;
  const event = new Webhook(secret?.secret ?? '').verify(got?.body ?? '', got?.headers ?? {});
  expect(got?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  expect(got?.headers['webhook-id']).toBe('msg_1');
  expect(event).toMatchObject({
    specversion: '1.0',
    id: 'msg_1',
    type: 'org.clearpane.alert.opened',
    datacontenttype: 'application/json',
    data: {
      decision: 'human',
      alerts: [
        {
          schema: 'alert/1',
          decision: 'human',
          links: { explain: `https://clearpane.example/windows?site=${all.site}&alert=a1` },
        },
      ],
    },
  });
  expect(await all.delivery('msg_1')).toMatchObject({ state: 'delivered', attempts: 1, lease: null });
  expect(await all.attempts('msg_1')).toEqual([{ code: 'delivered', status: 200, excerpt: 'ok' }]);
});

test('a body that was changed on the way is not verified', async () => {
  const [secret] = await all.addChannel('c1', receiver.url);
  await all.addDelivery('msg_1', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  const [got] = receiver.received;
  const webhook = new Webhook(secret?.secret ?? '');
  expect(() => webhook.verify(`${got?.body} `, got?.headers ?? {})).toThrow();
});

test('while a replaced secret retires, both verify; a day later the new one only', async () => {
  const old = newSecret();
  const secrets = rotated([old], newSecret(), all.clock.now);
  await all.addChannel('c1', receiver.url, 'webhook', secrets);
  await all.addDelivery('msg_1', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  const [first] = receiver.received;
  for (const { secret } of secrets) {
    expect(() => new Webhook(secret).verify(first?.body ?? '', first?.headers ?? {})).not.toThrow();
  }

  all.clock.now += RETIREMENT_MS;
  await all.addDelivery('msg_2', { channel: 'c1' }, ['a1']);
  await sendDue(all);
  const signatures = receiver.received[1]?.headers['webhook-signature']?.split(' ');
  expect(signatures).toHaveLength(1);
});

test('an alert that holds more than alerts may hold does not leave, and an officer can see that', async () => {
  await all.addAlert('bad', { schema: 'alert/1', visitor: 'v-canary' });
  await all.addChannel('c1', receiver.url);
  await all.addDelivery('msg_1', { channel: 'c1' }, ['bad']);
  await sendDue(all);
  expect(receiver.received).toEqual([]);
  expect(await all.delivery('msg_1')).toMatchObject({ state: 'cancelled' });
  expect(await all.database.db.selectFrom('incidents').select(['kind', 'subject']).execute()).toEqual([
    { kind: 'policy_breach', subject: 'bad' },
  ]);
});
