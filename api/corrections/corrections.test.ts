import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SAMPLE } from '../../alerts/deliveries/sample.ts';
import { decisionsInForce } from '../../infra/database/match-decisions.ts';
import { HOUR } from '../../policy/time.ts';
import type { Correction, Exclusions } from '../contract-corrections.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

let api: TestApi;
const time = Date.parse('2026-11-20T12:00:00Z');
let sales: string;
let officer: string;
let site: number;
let made = 0;

beforeAll(async () => {
  api = await openTestApi({ now: () => time });
  sales = await api.join('sales', 'sales');
  officer = await api.join('officer', 'privacy_officer');
  site = await api.addSite(officer);
});

afterAll(() => api.close());

let acme: string;
let shop: string;
beforeEach(async () => {
  [acme, shop] = [await organization('Acme'), await organization('Shop', 'shop.example')];
});

/** An organization that was seen, under an id of its own. */
async function organization(name: string, domain = ''): Promise<string> {
  made += 1;
  const id = String(10n ** 19n + BigInt(made));
  const rows = [[id, name, domain, 'GB', 'business', 'high', Math.floor(time / 1000)]];
  await api.warehouse.insert(
    {
      table: 'organizations',
      columns: ['id', 'name', 'domain', 'country', 'kind', 'confidence', 'seen'],
      rows,
    },
    `organization ${id}`,
  );
  return id;
}

async function openWindow(organizationId: string, state: 'open' | 'snoozed' = 'open'): Promise<string> {
  made += 1;
  const id = `w${made}`;
  await api.database.db
    .insertInto('windows')
    .values({
      id,
      site_id: site,
      organization_id: organizationId,
      rule_id: 'r',
      rule_version: 1,
      state,
      opened_at: new Date(time - HOUR),
      expires_at: new Date(time + HOUR),
      snoozed_until: state === 'snoozed' ? new Date(time + 2 * HOUR) : null,
    })
    .execute();
  return id;
}

const windowOf = (id: string) =>
  api.database.db
    .selectFrom('windows')
    .select(['expires_at', 'snoozed_until', 'state'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

const correct = (target: object, verdict: object, cookie = sales) =>
  api.call('POST', '/v1/corrections', { payload: { target, verdict }, cookie });
const undo = (id: number, cookie = sales) => api.call('POST', `/v1/corrections/${id}/undo`, { cookie });
const inForce = async (id: string) =>
  (await decisionsInForce(api.database)).find(({ target }) => target.value === id)?.verdict ?? null;

test('a rep says who it is not, and takes it back; both stay to be read', async () => {
  const answer = await correct({ organization: acme }, { kind: 'not_them' });
  expect(answer.statusCode).toBe(201);
  const correction = answer.json<Correction>();
  expect(correction).toMatchObject({ kind: 'not_them', target: { name: 'Acme' }, by: 'sales', undone: null });
  expect(await inForce(acme)).toEqual({ kind: 'not_them' });
  expect((await undo(correction.id)).json()).toMatchObject({ undone: { by: 'sales' } });
  expect(await inForce(acme)).toBeNull();
  expect((await undo(correction.id)).json()).toMatchObject({ code: 'decision_undone' });
  const list = await api.call('GET', `/v1/corrections?organization=${acme}`, { cookie: officer });
  expect(list.json().items).toMatchObject([{ id: correction.id, undone: { by: 'sales' } }]);
});

test('this is somebody who was seen before, or somebody who is named now', async () => {
  await correct({ organization: acme }, { kind: 'is', organization: { id: shop } });
  expect(await inForce(acme)).toEqual({
    kind: 'is',
    organization: { id: shop, name: 'Shop', domain: 'shop.example', country: 'GB', kind: 'business' },
  });
  const typed = { name: ' Zuri Ltd ', domain: 'zuri.example', country: 'KE' };
  const answer = await correct({ organization: acme }, { kind: 'is', organization: typed });
  const { organization: named } = answer.json<Correction>();
  expect(named).toMatchObject({ name: 'Zuri Ltd', domain: 'zuri.example', country: 'KE' });
  expect(named?.id).toMatch(/^\d+$/);
  // The earlier one counts again when the later one is taken back.
  await undo(answer.json<Correction>().id);
  expect(await inForce(acme)).toMatchObject({ organization: { name: 'Shop' } });
});

test('nobody is themselves, and no circle is drawn', async () => {
  const is = (id: string) => ({ kind: 'is', organization: { id } });
  expect((await correct({ organization: acme }, is(acme))).json().code).toBe('same_organization');
  await correct({ organization: acme }, is(shop));
  expect((await correct({ organization: shop }, is(acme))).json().code).toBe('is_corrected');
});

test('networks are for owner and officer', async () => {
  const network = { network: '192.0.2.0/24' };
  expect((await correct(network, { kind: 'isp' })).statusCode).toBe(403);
  const made = await correct(network, { kind: 'isp' }, officer);
  expect(made.statusCode).toBe(201);
  expect((await undo(made.json().id)).statusCode).toBe(403);
  expect((await undo(made.json().id, officer)).statusCode).toBe(200);
});

test.each([
  ['no network', { network: '300.1.1.1' }, { kind: 'isp' }, 400],
  ['everybody', { network: '0.0.0.0/0' }, { kind: 'isp' }, 400],
  ['nobody known', { organization: '5' }, { kind: 'isp' }, 404],
  ['no name', { organization: '5' }, { kind: 'is', organization: { name: ' ' } }, 400],
  ['no verdict', { organization: '5' }, { kind: 'exclude' }, 400],
])('%s is refused', async (_, target, verdict, status) => {
  expect((await correct(target, verdict, officer)).statusCode).toBe(status);
});

test('windows of whom it is not are closed, and open again as they were', async () => {
  const [open, snoozed, other] = [
    await openWindow(acme),
    await openWindow(acme, 'snoozed'),
    await openWindow(shop),
  ];
  const before = await Promise.all([open, snoozed, other].map(windowOf));
  const first = (await correct({ organization: acme }, { kind: 'not_them' })).json<Correction>();
  const second = (await correct({ organization: acme }, { kind: 'isp' })).json<Correction>();
  const closed = [await windowOf(open), await windowOf(snoozed)];
  for (const { expires_at, snoozed_until } of closed) {
    expect(Math.max(expires_at.getTime(), snoozed_until?.getTime() ?? 0)).toBeLessThanOrEqual(time);
  }
  await undo(first.id);
  expect((await windowOf(open)).expires_at.getTime()).toBeLessThanOrEqual(time);
  await undo(second.id);
  expect(await Promise.all([open, snoozed, other].map(windowOf))).toEqual(before);
});

test('what was decided is never changed in the database', async () => {
  await correct({ organization: acme }, { kind: 'isp' });
  const { db } = api.database;
  await expect(db.updateTable('match_decisions').set({ decided_by: 'x' }).execute()).rejects.toThrow();
  await expect(db.deleteFrom('match_decisions').execute()).rejects.toThrow();
});

test('any corrections, all taken back in any order, leave nothing in force and every window as it was', async () => {
  const verdict = fc.constantFrom(
    { kind: 'not_them' },
    { kind: 'isp' },
    { kind: 'is', organization: { name: 'Somebody' } },
  );
  const plan = fc.array(fc.record({ verdict, order: fc.integer() }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(plan, async (steps) => {
      const id = await organization('Drawn');
      const window = await openWindow(id);
      const before = await windowOf(window);
      const ids: { id: number; order: number }[] = [];
      for (const each of steps) {
        const answer = await correct({ organization: id }, each.verdict);
        ids.push({ id: answer.json<Correction>().id, order: each.order });
      }
      expect((await inForce(id))?.kind).toBe(steps.at(-1)?.verdict.kind);
      for (const each of ids.sort((a, b) => a.order - b.order)) await undo(each.id);
      expect(await inForce(id)).toBeNull();
      expect(await windowOf(window)).toEqual(before);
    }),
    { numRuns: 15 },
  );
});

test('exclusions: by whom and why, once, before corrections, and taken back', async () => {
  const exclude = (target: object, cookie = officer) =>
    api.call('POST', '/v1/exclusions', {
      payload: { target, exclusion: 'organization', reason: 'A partner' },
      cookie,
    });
  expect((await exclude({ organization: acme }, sales)).statusCode).toBe(403);
  const window = await openWindow(shop);
  expect((await exclude({ domain: 'Shop.Example' })).statusCode).toBe(201);
  expect((await windowOf(window)).expires_at.getTime()).toBeLessThanOrEqual(time);
  const list = (await exclude({ organization: acme })).json<Exclusions>();
  expect(list.items[0]).toMatchObject({ target: { name: 'Acme' }, by: 'officer', reason: 'A partner' });
  expect((await exclude({ organization: acme })).json().code).toBe('already_excluded');
  await correct({ organization: acme }, { kind: 'isp' });
  expect(await inForce(acme)).toEqual({ kind: 'exclude', reason: 'organization' });
  const id = list.items[0]?.id;
  expect((await api.call('DELETE', `/v1/exclusions/${id}`, { cookie: sales })).statusCode).toBe(403);
  expect((await api.call('DELETE', `/v1/exclusions/${id}`, { cookie: officer })).statusCode).toBe(204);
  expect(await inForce(acme)).toEqual({ kind: 'isp' });
  // A rep can not take an exclusion back as if it were a correction.
  const other = list.items[1]?.id ?? 0;
  expect((await undo(other)).statusCode).toBe(404);
  expect((await exclude({ domain: 'nonsense' })).statusCode).toBe(400);
  await api.call('DELETE', `/v1/exclusions/${other}`, { cookie: officer });
  expect((await windowOf(window)).expires_at.getTime()).toBe(time + HOUR);
});

test('sales asks for an exclusion, and somebody else decides', async () => {
  const ask = (organizationId: string) =>
    api.call('POST', '/v1/exclusions/requests', {
      payload: { organization: organizationId, reason: 'Our agency' },
      cookie: sales,
    });
  for (const id of [acme, acme, shop]) expect((await ask(id)).statusCode).toBe(201);
  const { asked } = (await api.call('GET', '/v1/exclusions', { cookie: officer })).json<Exclusions>();
  expect(asked.map((each) => each.organization.name)).toEqual(['Acme', 'Shop']);
  const decide = (request: number | undefined, deed: string, cookie = officer) =>
    api.call('POST', `/v1/exclusions/requests/${request}/${deed}`, { cookie });
  expect((await decide(asked[0]?.id, 'accept', sales)).statusCode).toBe(403);
  await decide(asked[0]?.id, 'accept');
  const after = (await decide(asked[1]?.id, 'decline')).json<Exclusions>();
  expect(after.asked).toEqual([]);
  expect([await inForce(acme), await inForce(shop)]).toEqual([
    { kind: 'exclude', reason: 'organization' },
    null,
  ]);
  expect((await decide(asked[1]?.id, 'accept')).statusCode).toBe(404);
});

test('who asked can withdraw, others can not, and nobody can after somebody decided', async () => {
  const another = await api.join('another', 'sales');
  const payload = { organization: acme, reason: 'Our agency' };
  const ask = async () =>
    (await api.call('POST', '/v1/exclusions/requests', { payload, cookie: sales })).json<Exclusions>().asked;
  const withdraw = async (id: number | undefined, cookie: string) =>
    (await api.call('DELETE', `/v1/exclusions/requests/${id}`, { cookie })).statusCode;
  const [asked] = await ask();
  expect(asked).toMatchObject({ organization: { id: acme }, mine: true });
  const seen = (await api.call('GET', '/v1/exclusions', { cookie: another })).json<Exclusions>();
  expect(seen.asked).toMatchObject([{ id: asked?.id, mine: false }]);
  expect(await withdraw(asked?.id, another)).toBe(404);
  expect(await withdraw(asked?.id, sales)).toBe(204);
  expect(await withdraw(asked?.id, sales)).toBe(404);

  const [again] = await ask();
  await api.call('POST', `/v1/exclusions/requests/${again?.id}/decline`, { cookie: officer });
  expect(await withdraw(again?.id, sales)).toBe(404);
});

test('what an alert tells can be corrected and excluded before the warehouse knows the organization', async () => {
  const id = '10000000000000099999';
  const correctIt = () => correct({ organization: id }, { kind: 'not_them' });
  expect((await correctIt()).statusCode).toBe(404);
  const window = await openWindow(id);
  await api.database.db
    .insertInto('alerts')
    .values({
      id: 'told before',
      window_id: window,
      site_id: site,
      body: JSON.stringify({
        ...SAMPLE.body,
        org: { ...SAMPLE.body.org, id, name: 'Quick Ltd', kind: 'business' },
      }),
    })
    .execute();
  const corrected = await correctIt();
  expect(corrected.statusCode).toBe(201);
  expect(corrected.json<Correction>().target).toMatchObject({ value: id, name: 'Quick Ltd' });
  const payload = { organization: id, reason: 'Our agency' };
  const asked = await api.call('POST', '/v1/exclusions/requests', { payload, cookie: sales });
  expect(asked.json<Exclusions>().asked).toMatchObject([{ organization: { id, name: 'Quick Ltd' } }]);
  await api.database.db.deleteFrom('exclusion_requests').execute();
});

test('organizations are found by a part of their name', async () => {
  const find = (cookie: string) => api.call('GET', '/v1/organizations?q=shop.ex', { cookie });
  expect((await find(sales)).json()).toContainEqual(expect.objectContaining({ id: shop, name: 'Shop' }));
  expect((await find(officer)).statusCode).toBe(403);
});
