import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReceiver, type Receiver } from '../../alerts/deliveries/deliveries.fixture.ts';
import { unsubscribeToken } from '../../alerts/deliveries/unsubscribe.ts';
import { openTestApi, type TestApi, UNSUBSCRIBE_KEY } from '../server.fixture.ts';

let api: TestApi;
let receiver: Receiver;
let sales: string;

beforeAll(async () => {
  [api, receiver] = await Promise.all([openTestApi({ now: Date.now }), openReceiver()]);
  sales = await api.join('sara', 'sales');
});

afterAll(async () => {
  await receiver.close();
  await api.close();
});

const add = (payload: object) => api.call('POST', '/v1/channels', { cookie: api.owner, payload });

test('a webhook shows its secret once, and nothing that is secret comes back', async () => {
  const made = await add({ kind: 'webhook', name: 'CRM', url: receiver.url, siteId: null });
  expect(made.statusCode).toBe(201);
  const { channel, secret } = made.json();
  expect(secret).toMatch(/^whsec_/);
  const listed = await api.call('GET', '/v1/channels', { cookie: api.owner });
  expect(listed.json()).toEqual([channel]);
  expect(listed.body).not.toContain('whsec_');
  expect(listed.body).not.toContain('/hook');
  const seen = await api.call('GET', '/v1/channels', { cookie: sales });
  expect(seen.json()).toMatchObject([{ name: 'CRM', host: '' }]);

  const renewed = await api.call('POST', `/v1/channels/${channel.id}/secret`, { cookie: api.owner });
  expect(renewed.json().secret).not.toBe(secret);
  await api.call('DELETE', `/v1/channels/${channel.id}`, { cookie: api.owner });
});

test('a test is sent at once, its answer is shown, and it can not be sent again', async () => {
  const { channel } = (await add({ kind: 'slack', name: 'Sales', url: receiver.url, siteId: null })).json();
  const tried = await api.call('POST', `/v1/channels/${channel.id}/test`, { cookie: api.owner });
  expect(tried.json()).toMatchObject({
    kind: 'test',
    state: 'delivered',
    attempts: [{ code: 'delivered', status: 200, excerpt: 'ok' }],
  });
  expect(receiver.received.at(-1)?.body).toContain('Example Company (a test)');
  const log = await api.call('GET', `/v1/channels/${channel.id}/deliveries`, { cookie: api.owner });
  expect(log.json()).toEqual([tried.json()]);
  const again = await api.call('POST', `/v1/deliveries/${tried.json().id}/resend`, { cookie: api.owner });
  expect(again.json()).toMatchObject({ status: 409, code: 'delivery_is_test' });
});

test('a failed delivery waits again when somebody resends it; a channel that is off is opened first', async () => {
  const { channel } = (await add({ kind: 'teams', name: 'Team', url: receiver.url, siteId: null })).json();
  await api.database.db
    .insertInto('deliveries')
    .values({
      id: 'd1',
      kind: 'alert',
      channel_id: channel.id,
      alert_ids: '[]',
      reason: 'r',
      state: 'failed',
      due_at: new Date(0),
      attempts: 10,
    })
    .execute();
  const change = (active: boolean) =>
    api.call('PATCH', `/v1/channels/${channel.id}`, { cookie: api.owner, payload: { active } });
  const resend = () => api.call('POST', '/v1/deliveries/d1/resend', { cookie: api.owner });
  expect((await change(false)).json()).toMatchObject({ active: false });
  expect((await resend()).json()).toMatchObject({ code: 'channel_off' });
  expect((await change(true)).json()).toMatchObject({ active: true, disabledAt: null });
  expect((await resend()).json()).toMatchObject({ state: 'waiting' });
});

test.each([
  ['https://169.254.169.254/latest', 'target_private'],
  ['https://[::1]/', 'target_private'],
  ['nonsense', 'target_not_url'],
])('%s is refused when it is saved', async (url, code) => {
  const answer = await add({ kind: 'webhook', name: 'X', url, siteId: null });
  expect(answer.json()).toMatchObject({ status: 400, code, errors: [{ field: 'url' }] });
});

test('looking at the link of a mail changes nothing; one POST ends the mail', async () => {
  const { id } = await api.database.db
    .selectFrom('user')
    .select('id')
    .where('name', '=', 'sara')
    .executeTakeFirstOrThrow();
  const url = `/v1/unsubscribe/${unsubscribeToken(id, UNSUBSCRIBE_KEY)}`;
  const refusals = () => api.database.db.selectFrom('mail_refusals').select('person_id').execute();
  const looked = await api.call('GET', url);
  expect(looked.body).toContain('<form method="post">');
  expect(await refusals()).toEqual([]);
  const ended = await api.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  });
  expect(ended.statusCode).toBe(200);
  expect(await refusals()).toEqual([{ person_id: id }]);
  expect((await api.call('POST', `${url}x`)).statusCode).toBe(404);
});
