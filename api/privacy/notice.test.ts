import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoticeStatus } from '../contract-privacy.ts';
import { codeOf, everywhere, type Office, openOffice, SET_UP_MS } from './officers.fixture.ts';

let office: Office;
const time = Date.parse('2026-11-25T10:00:00Z');

beforeAll(async () => {
  office = await openOffice({ now: () => time });
  await office.save((policy) => ({ ...policy, establishments: ['GB'] }));
}, SET_UP_MS);
afterAll(() => office.api.close());

const status = async (): Promise<NoticeStatus> => (await office.get('/notice')).json();
const publish = (hash: string, cookie = office.ada) => office.post('/notice', { hash }, cookie);

test('a site that collects nothing needs no notice', async () => {
  expect(await status()).toMatchObject({ state: 'CURRENT', published: null, differs: [] });
});

test('roles: officers publish, owners read, sales neither', async () => {
  const { live } = await status();
  expect(codeOf(await publish(live.hash, office.owner))).toEqual([403, 'not_allowed']);
  expect((await office.get('/notice', office.owner)).statusCode).toBe(200);
  expect(codeOf(await office.get('/notice', office.sales))).toEqual([403, 'not_allowed']);
});

test('is incomplete as long as nobody answers for the site', async () => {
  const { proposal } = (await office.save(everywhere('alert_sales', 'CONSENT'))).json();
  await office.post(`/proposals/${proposal}/approve`, {}, office.ben);
  const { state, missing, live } = await status();
  expect(state).toBe('MISSING');
  expect(missing).toHaveLength(2);
  const answer = await publish(live.hash);
  expect(codeOf(answer)).toEqual([422, 'notice_incomplete']);
  expect(answer.json().detail).toBe(missing.join(' '));
  expect((await office.page()).notice).toBe('MISSING');
});

test('is published as it was read, and is current then', async () => {
  const before = await status();
  await office.save((policy) => ({
    ...policy,
    controller: { name: 'Shop Ltd', contact: 'privacy@shop.example', officer: '' },
  }));
  expect(codeOf(await publish(before.live.hash))).toEqual([409, 'notice_moved']);
  const { live, missing } = await status();
  expect(missing).toEqual([]);
  const published: NoticeStatus = (await publish(live.hash)).json();
  expect(published).toMatchObject({
    state: 'CURRENT',
    differs: [],
    published: {
      version: 1,
      hash: live.hash,
      policyVersion: (await office.page()).active.version,
      author: 'Ada',
      publishedAt: new Date(time).toISOString(),
    },
  });
  expect(published.url).toMatch(/^https:\/\/in\.example\/privacy\/cp_\w+$/);
  // What is published already is not published twice.
  expect((await publish(live.hash)).json().published.version).toBe(1);
});

test('is stale after a change of policy, says where, and is current after publishing again', async () => {
  const saved = (
    await office.save((policy) => ({ ...policy, consent: { ...policy.consent, lifeMonths: 3 } }))
  ).json();
  expect(saved.change.sentences.at(-1)).toEqual({
    direction: 'neutral',
    text: expect.stringContaining('until it is published again'),
  });
  const stale = await status();
  expect(stale.state).toBe('STALE');
  expect(stale.differs.length).toBeGreaterThan(0);
  expect((await office.page()).notice).toBe('STALE');
  const again: NoticeStatus = (await publish(stale.live.hash)).json();
  expect(again).toMatchObject({ state: 'CURRENT', differs: [], published: { version: 2 } });
});

test('is stale after a change of rules', async () => {
  const { db } = office.api.database;
  const topic = await db
    .insertInto('topics')
    .values({ site_id: office.site, slug: 'pricing', label: 'Pricing', paths: '["/pricing"]', position: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rule = { id: 'r', version: 1, site_id: office.site, title: 'Prices', active: true };
  const condition = { atLeast: 2, count: 'sessions', topic: topic.id, within: 7 };
  await db
    .insertInto('rules')
    .values({ ...rule, condition: JSON.stringify(condition) })
    .execute();
  const stale = await status();
  expect(stale.state).toBe('STALE');
  expect(JSON.stringify(stale.live.sections)).toContain('At least 2 sessions on Pricing within 7 days');
  expect((await publish(stale.live.hash)).json().state).toBe('CURRENT');
});

test('of two who publish at once nobody loses anything', async () => {
  await office.save((policy) => ({ ...policy, consent: { ...policy.consent, lifeMonths: 2 } }));
  const { live, published } = await status();
  const answers = await Promise.all([publish(live.hash), publish(live.hash, office.ben)]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect((await status()).published?.version).toBe((published?.version ?? 0) + 1);
});

test('a version is never changed', async () => {
  const { db } = office.api.database;
  await expect(db.updateTable('notices').set({ author: 'x' }).execute()).rejects.toThrow('never changed');
});

test('removing the site takes all that was decided about it', async () => {
  await office.post('/assessments', {
    purposes: ['measure'],
    regimes: ['UK'],
    state: 'DRAFT',
    summary: 'Views are counted.',
  });
  await office.save(everywhere('measure', 'CONSENT'));
  const { api, site, owner } = office;
  expect((await api.call('DELETE', `/v1/sites/${site}`, { cookie: owner })).statusCode).toBe(204);
  for (const table of ['site_policies', 'policy_proposals', 'assessments', 'notices', 'rules'] as const) {
    const rows = await api.database.db.selectFrom(table).select('site_id').execute();
    expect([table, rows]).toEqual([table, []]);
  }
});
