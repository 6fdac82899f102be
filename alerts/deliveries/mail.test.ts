import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Mailbox, openMailbox } from '../../tests/support/mailbox.ts';
import { type Deliveries, openDeliveries, PUBLIC_URL, sendDue } from './deliveries.fixture.ts';
import { openMailer } from './mailer.ts';
import { personOfToken, unsubscribeToken } from './unsubscribe.ts';

let all: Deliveries;
let mailbox: Mailbox;
/** What the server says to the next recipients, before it accepts all. */
const answers: number[] = [];

beforeAll(async () => {
  mailbox = await openMailbox((_address, _session, callback) => {
    const code = answers.shift();
    if (code === undefined) return callback();
    return callback(Object.assign(new Error('try again later, or never'), { responseCode: code }));
  });
  const from = 'Clearpane <alerts@clearpane.example>';
  all = await openDeliveries({ mailer: openMailer({ smtpUrl: mailbox.url, from }) });
});

afterAll(async () => {
  await mailbox.close();
  await all.database.close();
});

beforeEach(async () => {
  await all.addAlert('a1');
  await all.addAlert('a2');
  await all.addPerson('p1', 'rosa@example.org');
});

afterEach(async () => {
  mailbox.mails.length = 0;
  answers.length = 0;
  await all.reset();
});

test('a mail arrives as text and HTML, and one POST ends it', async () => {
  await all.addDelivery('m1', { person: 'p1' }, ['a1']);
  await sendDue(all);
  const [mail] = mailbox.mails;
  expect(mail?.subject).toBe('Example Company (a test) is looking at Pricing');
  expect(mail?.messageId).toBe('<m1@clearpane.example>');
  expect(mail?.text).toContain('Pricing: 2-3 sessions');
  expect(mail?.html).toContain('<li>Pricing: 2-3 sessions</li>');
  const headers = Object.fromEntries(
    (mail?.headerLines ?? []).map(({ key, line }) => [
      key,
      line
        .slice(key.length + 1)
        .replace(/\r?\n\s+/g, '')
        .trim(),
    ]),
  );
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  const link = /^<https:\/\/clearpane\.example\/v1\/unsubscribe\/(\S+)>$/.exec(
    headers['list-unsubscribe'] ?? '',
  );
  expect(personOfToken(link?.[1] ?? '', all.parts.unsubscribeKey)).toBe('p1');
  expect(await all.delivery('m1')).toMatchObject({ state: 'delivered' });
});

test('a digest tells all of its alerts in one mail', async () => {
  await all.addDelivery('m1', { person: 'p1' }, ['a1', 'a2']);
  await sendDue(all);
  expect(mailbox.mails).toHaveLength(1);
  expect(mailbox.mails[0]?.subject).toBe('2 organizations are looking');
  for (const id of ['a1', 'a2']) {
    expect(mailbox.mails[0]?.text).toContain(`${PUBLIC_URL}/windows?site=${all.site}&alert=${id}`);
  }
});

test('a server that greylists is asked again, with the same Message-ID', async () => {
  answers.push(451, 451);
  await all.addDelivery('m1', { person: 'p1' }, ['a1']);
  await sendDue(all);
  expect(await all.attempts('m1')).toMatchObject([{ code: 'mail_deferred', status: 451 }]);
  while ((await all.delivery('m1'))?.state === 'waiting') {
    all.clock.now = (await all.delivery('m1'))?.due_at.getTime() ?? 0;
    await sendDue(all);
  }
  expect(mailbox.mails.map(({ messageId }) => messageId)).toEqual(['<m1@clearpane.example>']);
  expect(await all.delivery('m1')).toMatchObject({ state: 'delivered', attempts: 3 });
});

test('a mailbox that does not exist is not asked again', async () => {
  answers.push(550);
  await all.addDelivery('m1', { person: 'p1' }, ['a1']);
  await sendDue(all);
  expect(await all.delivery('m1')).toMatchObject({ state: 'failed', attempts: 1 });
  expect(await all.attempts('m1')).toMatchObject([{ code: 'mail_refused', status: 550 }]);
});

test('who wants no mail gets none, nor does an officer, and who was removed has nothing waiting', async () => {
  await all.addPerson('p2', 'otto@example.org');
  await all.addPerson('p3', 'petra@example.org', 'privacy_officer');
  await all.addDelivery('m1', { person: 'p1' }, ['a1']);
  await all.addDelivery('m2', { person: 'p2' }, ['a1']);
  await all.addDelivery('m3', { person: 'p3' }, ['a1']);
  await all.database.db
    .insertInto('mail_refusals')
    .values({ person_id: 'p1', at: new Date(all.clock.now) })
    .execute();
  await all.database.db.deleteFrom('user').where('id', '=', 'p2').execute();
  await sendDue(all);
  expect(mailbox.mails).toEqual([]);
  expect(await all.delivery('m1')).toMatchObject({ state: 'cancelled' });
  expect(await all.delivery('m2')).toBeUndefined();
  expect(await all.attempts('m3')).toMatchObject([{ code: 'not_in_sales' }]);
});

test('a link for somebody else can not be made up', () => {
  const [, signature] = unsubscribeToken('p1', 'key').split('.');
  expect(personOfToken(`${Buffer.from('p2').toString('base64url')}.${signature}`, 'key')).toBeNull();
  expect(personOfToken(unsubscribeToken('p1', 'other key'), 'key')).toBeNull();
  for (const text of ['', '.', 'x', 'a.b.c']) expect(personOfToken(text, 'key')).toBeNull();
});
