import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { insertGroundwork, insertSite } from '../../infra/database/insert-site.ts';
import { policyWith } from '../../policy/gate.fixture.ts';
import { noticeFacts, noticeHash } from '../../policy/notice.ts';
import { PURPOSES } from '../../policy/purposes.ts';
import { closedPolicy } from '../../policy/site-policy.ts';
import { monthsAfter } from '../../policy/time.ts';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import { visitorId } from '../event-id.ts';
import { loadSites } from '../load-sites.ts';
import { MemoryLog, named, unnamed } from '../memory.fixture.ts';
import { RefusalTally } from '../refusals.ts';
import { ingestServer } from '../server.ts';
import type { SiteDirectory } from '../site.ts';
import { openDoor } from './door.ts';
import { openRegister } from './register.ts';
import { noticePages, visitorRoutes } from './routes.ts';
import type { VisitorRegister } from './visitors.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
const NUMBER = '0123456789abcdef0123456789abcdef';
const ORIGIN = 'https://www.shop.example';

/** What the United Kingdom's row G04 is: a visitor is recognized with consent only. */
const policy = policyWith(
  { measure: 'STAT', identify_org: 'LI', alert_sales: 'LI', recognise_visitor: 'CONSENT' },
  { establishments: ['GB'], headerOnly: true },
);
const notice = noticeHash(noticeFacts(policy, []));

let database: Database;
let log: MemoryLog;
let register: VisitorRegister;
let app: FastifyInstance;
let sites: SiteDirectory;
let time = Date.now();

beforeAll(async () => {
  database = await openMigratedDatabase();
  const { db } = database;
  for (const key of ['cp_shop', 'cp_other']) {
    const id = await insertSite(
      db,
      { key, name: key, domains: [key === 'cp_shop' ? 'shop.example' : 'other.example'], demo: false },
      { policy, author: 'a', reason: 'r' },
    );
    const groundwork = { policy, topics: [], author: 'a', approver: 'b', now: time };
    await insertGroundwork(db, id, groundwork);
  }
  const closed = { policy: closedPolicy(), author: 'a', reason: 'r' };
  await insertSite(db, { key: 'cp_closed', name: 'c', domains: ['closed.example'], demo: false }, closed);
});

afterAll(() => database.close());

beforeEach(async () => {
  time = Date.now();
  await database.db.deleteFrom('suppressions').execute();
  await database.db.deleteFrom('consent_receipts').execute();
  log = new MemoryLog();
  sites = await loadSites(database);
  await start();
});

afterEach(async () => {
  await app.close();
  await register.close();
});

async function start(rate = { rate: 1000, burst: 10_000 }): Promise<void> {
  const now = () => time;
  register = await openRegister({
    database,
    keys: { receipts: 'r', suppressions: 's' },
    now,
    onError: (error) => {
      throw error;
    },
  });
  const parts = {
    sites: { byKey: (key: string) => sites.byKey(key) },
    organizations: {
      resolve: (address: string) => (address.startsWith('198.51.100.') ? named : unnamed),
      status: () => ({ file: '', loaded: true, builtAt: null }),
    },
    pseudonyms: {
      visit: (of: { site: number; address: string; agent: string }) =>
        createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 16),
      rotate: async () => undefined,
    },
    visitors: register,
    rate,
    now,
  };
  const door = openDoor({ ...parts, ingestUrl: 'https://in.example' });
  app = ingestServer({
    parts: { ...parts, log, refusals: new RefusalTally(log, now) },
    script: { path: '/x/clearpane.js', integrity: '', versions: new Map(), current: Buffer.from('') },
    trustedProxies: ['127.0.0.1/32'],
    doors: [visitorRoutes(door)],
    plugins: [noticePages(door, database)],
  });
}

async function restart(rate?: { rate: number; burst: number }): Promise<void> {
  await app.close();
  await register.close();
  await start(rate);
}

type Headers = Record<string, string>;
const from: Headers = { 'user-agent': FIREFOX, origin: ORIGIN, 'x-forwarded-for': '198.51.100.7' };

const post = (url: string, body: unknown, headers: Headers = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'text/plain', ...from, ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });

const view = (change: Record<string, unknown> = {}, headers: Headers = {}) =>
  post(
    '/v1/events',
    { site: 'cp_shop', name: 'page_view', url: 'https://www.shop.example/', ...change },
    headers,
  );

const answer = (change: Record<string, unknown> = {}) => ({
  site: 'cp_shop',
  notice,
  granted: [...PURPOSES],
  refused: [],
  method: 'banner',
  language: 'en',
  gpc: false,
  dnt: false,
  visitor: NUMBER,
  ...change,
});

async function consented(change: Record<string, unknown> = {}, headers: Headers = {}) {
  const response = await post('/v1/consent', answer(change), headers);
  expect(response.statusCode).toBe(200);
  return response.json() as {
    receipt: string | null;
    id: string | null;
    granted: string[];
    expiresAt: number | null;
    askAgainAt: number;
  };
}

const nothing = () => ({
  receipt: null,
  id: null,
  granted: [],
  expiresAt: null,
  askAgainAt: monthsAfter(time, 6),
});

const records = () => database.db.selectFrom('consent_receipts').selectAll().execute();
const lastEvent = () => log.events.at(-1);

describe('consent', () => {
  test('with a receipt the visitor is recognized by a hash; a claim without one changes nothing', async () => {
    const given = await consented();
    expect(given).toEqual({
      receipt: expect.any(String),
      id: expect.stringMatching(/^[\w-]{22}$/),
      granted: [...PURPOSES],
      expiresAt: monthsAfter(time, 6),
      askAgainAt: monthsAfter(time, 6),
    });
    await view({ visitor: NUMBER, consent: { receipt: given.receipt } });
    const site = sites.byKey('cp_shop')?.id ?? 0;
    expect(lastEvent()).toMatchObject({ level: 'VISITOR', visitor: visitorId(site, NUMBER) });
    await view({ visitor: NUMBER, consent: { claimed: ['recognise_visitor'] } });
    expect(lastEvent()).toMatchObject({ level: 'ORG', visitor: '', reasons: ['C10_GIVEN_UNPROVEN', 'T01'] });
  });

  test('a receipt of another site, a tampered, an expired one and one from the future prove nothing', async () => {
    const { receipt } = await consented();
    const levelWith = async (change: Record<string, unknown>, headers?: Headers) => {
      await view({ visitor: NUMBER, ...change }, headers);
      return [lastEvent()?.level, lastEvent()?.reasons[0]];
    };
    const elsewhere = { site: 'cp_other', url: 'https://other.example/', consent: { receipt } };
    expect(await levelWith(elsewhere, { origin: 'https://other.example' })).toEqual(['ORG', 'C10_NONE']);
    const tampered = `${receipt?.slice(0, 5)}_${receipt?.slice(6)}`;
    expect(await levelWith({ consent: { receipt: tampered } })).toEqual(['ORG', 'C10_NONE']);
    const given = time;
    time = given - 6 * 60_000;
    expect(await levelWith({ consent: { receipt } })).toEqual(['ORG', 'C10_EXPIRED']);
    // Clocks of processes that share the work may differ a little.
    time = given - 4 * 60_000;
    expect((await levelWith({ consent: { receipt } }))[0]).toBe('VISITOR');
    time = monthsAfter(given, 6) - 1;
    expect((await levelWith({ consent: { receipt } }))[0]).toBe('VISITOR');
    time += 1;
    await view({ visitor: NUMBER, consent: { receipt } });
    expect(lastEvent()?.level).not.toBe('VISITOR');
    expect(lastEvent()?.reasons).toContain('C10_EXPIRED');
  });

  test('when another notice is published, consent has expired and the old notice can not be agreed to', async () => {
    const { receipt } = await consented();
    const id = sites.byKey('cp_shop')?.id ?? 0;
    const changed = { ...policy, pages: { special: ['/health/**'], children: [] } };
    const facts = noticeFacts(changed, []);
    await database.db
      .insertInto('site_policies')
      .values({ site_id: id, version: 2, policy: JSON.stringify(changed), author: 'a', reason: 'r' })
      .execute();
    sites = await loadSites(database);
    // Saved, not published: nothing may be collected and nothing agreed to.
    await view({ visitor: NUMBER, consent: { receipt } });
    expect(log.refusals).toEqual({ N0_STALE: 1 });
    expect(await consented()).toEqual(nothing());

    await database.db
      .insertInto('notices')
      .values({
        site_id: id,
        version: 2,
        hash: noticeHash(facts),
        facts: JSON.stringify(facts),
        policy_version: 2,
        author: 'a',
      })
      .execute();
    sites = await loadSites(database);
    await view({ visitor: NUMBER, consent: { receipt } });
    expect(lastEvent()).toMatchObject({ level: 'ORG', reasons: ['C10_EXPIRED', 'T01'] });
    const refused = await post('/v1/consent', answer());
    expect(refused.statusCode).toBe(409);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json()).toMatchObject({ code: 'notice_changed', notice: noticeHash(facts), status: 409 });
    expect((await consented({ notice: noticeHash(facts) })).receipt).not.toBeNull();

    await database.db.deleteFrom('notices').where('version', '=', 2).execute();
    await database.db.deleteFrom('site_policies').where('version', '=', 2).execute();
  });

  test('a refusal keeps nothing; a part that is refused stays refused whatever its basis', async () => {
    expect(await consented({ granted: [], refused: [...PURPOSES] })).toEqual(nothing());
    expect(await records()).toEqual([]);
    const { granted, receipt } = await consented({ granted: [...PURPOSES], refused: ['alert_sales'] });
    expect(granted).toEqual(['measure', 'identify_org', 'recognise_visitor']);
    await view({ consent: { receipt } });
    expect(lastEvent()).toMatchObject({ level: 'VISITOR', alert: false, reasons: ['C02'] });
  });

  test.each([
    ['Global Privacy Control in the body', { gpc: true }, {}],
    ['Global Privacy Control in a header', {}, { 'sec-gpc': '1' }],
    ['Do Not Track', {}, { dnt: '1' }],
    ['a GPP string that can not be read', { gpp: 'DBABBg~zzzz' }, {}],
    ['60 kB of GPP', { gpp: 'D'.repeat(60_000) }, {}],
    ['a TCF string of no kind', { tcf: { a: 1 } }, {}],
    ['signals that contradict each other', { gpc: false, dnt: false }, { 'sec-gpc': '0, 1' }],
  ])('%s: only counting is agreed to', async (_, change, headers) => {
    expect((await consented(change, headers as Headers)).granted).toEqual(['measure']);
    const [row] = await records();
    expect(JSON.stringify(row)).not.toContain('zzzz');
  });

  test('who objected has not agreed; a place where nothing is allowed agrees to nothing', async () => {
    expect(await consented({}, { cookie: 'a=b; clearpane_objection=1' })).toEqual(nothing());
    expect(await records()).toEqual([]);
  });

  test('an unknown site, a closed one and a foreign page are answered alike, and nothing is kept', async () => {
    const unknown = await consented({ site: 'cp_nobody' });
    expect(unknown).toEqual(nothing());
    expect(await consented({ site: 'cp_closed' }, { origin: 'https://closed.example' })).toEqual(unknown);
    for (const origin of ['https://evil.example', 'https://notshop.example', 'null', 'https://in.example']) {
      expect(await consented({}, { origin })).toEqual(unknown);
    }
    expect(await records()).toEqual([]);
  });

  test('a withdrawal works on the next event, and tells nobody whether it did', async () => {
    const { receipt } = await consented();
    const withdraw = async (change: Record<string, unknown>, headers?: Headers) => {
      const response = await post('/v1/consent/withdraw', { site: 'cp_shop', receipt, ...change }, headers);
      expect([response.statusCode, response.body]).toEqual([204, '']);
    };
    await withdraw({ receipt: 'x.y' });
    await withdraw({ site: 'cp_nobody' });
    await withdraw({ site: 'cp_other' }, { origin: 'https://other.example' });
    await withdraw({}, { origin: 'https://evil.example' });
    await view({ visitor: NUMBER, consent: { receipt } });
    expect(lastEvent()?.level).toBe('VISITOR');
    await withdraw({});
    await view({ visitor: NUMBER, consent: { receipt } });
    expect(log.refusals).toEqual({ C01: 1 });
    await withdraw({});
    expect((await records()).map((row) => row.withdrawn_at)).toEqual([expect.any(Date)]);
    await restart();
    await view({ consent: { receipt } });
    expect(log.refusals).toEqual({ C01: 2 });
  });
});

describe('objection', () => {
  const object = (change: Record<string, unknown> = {}, headers: Headers = {}) =>
    post('/v1/objection', { site: 'cp_shop', ...change }, headers);
  const form = (headers: Headers = {}, body = 'site=cp_shop') =>
    post('/v1/objection', body, {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://in.example',
      ...headers,
    });
  const elsewhere = { 'x-forwarded-for': '198.51.100.99' };

  test('by script: cookie, number and pseudonym each suffice, and hold after a restart', async () => {
    const response = await object({ visitor: NUMBER });
    expect([response.statusCode, response.body]).toEqual([204, '']);
    expect(response.headers['set-cookie']).toBe(
      'clearpane_objection=1; Path=/; Max-Age=34128000; SameSite=None; Secure',
    );
    for (const round of [1, 2]) {
      await view();
      await view({ visitor: NUMBER }, elsewhere);
      await view({}, { ...elsewhere, cookie: 'clearpane_objection=1' });
      await view({ objected: true }, elsewhere);
      expect(log.refusals).toEqual({ O01: 4 * round });
      await restart();
    }
    await view({}, elsewhere);
    expect(log.events).toHaveLength(1);
  });

  test('by a form without script: back to the page, which says so', async () => {
    const before = await app.inject({ url: '/privacy/cp_shop', headers: from });
    expect(before.body).toContain('<form method="post" action="/v1/objection">');
    const response = await form();
    expect([response.statusCode, response.headers.location]).toEqual([303, '/privacy/cp_shop']);
    const after = await app.inject({ url: '/privacy/cp_shop', headers: from });
    expect(after.body).toContain('You have objected.');
    expect(after.body).not.toContain('<form');
    await view();
    expect(log.refusals).toEqual({ O01: 1 });
  });

  test.each([
    ['a forged origin', { origin: 'https://evil.example' }, 'cp_shop'],
    ['a hidden one', { origin: 'null' }, 'cp_shop'],
    ['a site that is not known', {}, 'cp_nobody'],
  ])('%s speaks for nobody', async (_, headers, site) => {
    for (const response of [
      await object({ site }, headers as Headers),
      await form(headers as Headers, `site=${site}`),
    ]) {
      expect(response.headers['set-cookie']).toBeUndefined();
      expect([204, 303]).toContain(response.statusCode);
    }
    await view();
    expect(log.events).toHaveLength(1);
  });

  test('a browser that hides the origin and says that it is the same is believed', async () => {
    expect(
      (await form({ origin: 'null', 'sec-fetch-site': 'same-origin' })).headers['set-cookie'],
    ).toBeDefined();
  });
});

describe('the policy for the tracker', () => {
  test('for the place of the address, for its site, and alike for everything that allows nothing', async () => {
    const of = async (key: string, headers: Headers = from) =>
      (await app.inject({ url: `/v1/policy/${key}`, headers })).json();
    expect(await of('cp_shop')).toEqual({ v: 1, n: notice, p: [2, 2, 2, 1], x: [], m: [6, 6], t: [1, 0] });
    const objected = await of('cp_shop', { ...from, cookie: 'clearpane_objection=1' });
    expect(objected).toMatchObject({ v: 1, p: [0, 0, 0, 0] });
    expect(await of('cp_nobody')).toEqual({ v: 0, n: '', p: [0, 0, 0, 0], x: [], m: [6, 6], t: [1, 0] });
    expect(await of('__proto__')).toEqual(await of('cp_nobody'));
    expect((await of('cp_closed')).p).toEqual([0, 0, 0, 0]);
    const { headers } = await app.inject({ url: '/v1/policy/cp_shop', headers: from });
    expect(headers).toMatchObject({
      'cache-control': 'private, max-age=60',
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
    });
  });
});

describe('the public page', () => {
  const page = (url: string, headers: Headers = {}) => app.inject({ url, headers: { ...from, ...headers } });

  test('tells the published notice, without script, in nobody’s frame', async () => {
    const { statusCode, body, headers } = await page('/privacy/cp_shop');
    expect(statusCode).toBe(200);
    expect(body).toContain('Privacy notice of Example Ltd');
    expect(body).toContain('Version 1, published on');
    expect(body).toContain(notice);
    expect(body).not.toMatch(/<script|Opt-out preference signal/);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; style-src 'sha256-/);
    const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? '';
    expect(headers['content-security-policy']).toContain(createHash('sha256').update(style).digest('base64'));
    expect(headers['cache-control']).toBe('private, no-store');
  });

  test.each([{ 'sec-gpc': '1' }, { dnt: '1' }])('says that %j is honoured', async (headers) => {
    expect((await page('/privacy/cp_shop', headers as Headers)).body).toContain(
      'Opt-out preference signal honoured.',
    );
  });

  test('versions and data, and nothing for what is not there', async () => {
    expect((await page('/privacy/cp_shop/1')).statusCode).toBe(200);
    for (const url of [
      '/privacy/cp_nobody',
      '/privacy/cp_shop/2',
      '/privacy/cp_shop/one',
      '/privacy/cp_closed/notice.json',
    ]) {
      expect([url, (await page(url)).statusCode]).toEqual([url, 404]);
    }
    const data = (await page('/privacy/cp_shop/notice.json')).json();
    expect(data).toMatchObject({ version: 1, hash: notice, collection: 'on', versions: [{ version: 1 }] });
    expect(data.sections[0].title).toBe('Your right to object');
    expect((await page('/.well-known/gpc.json')).json()).toEqual({
      gpc: true,
      lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  test('a site that collects nothing says so, and can be objected to', async () => {
    const { body } = await page('/privacy/cp_closed');
    expect(body).toContain('Nothing is collected on this site.');
    expect(body).toContain('<form');
  });

  test('what an officer wrote is text, whatever it looks like', async () => {
    const evil = '<img src=x onerror="alert(1)">';
    const facts = noticeFacts({ ...policy, controller: { name: evil, contact: evil, officer: evil } }, []);
    const id = sites.byKey('cp_shop')?.id ?? 0;
    await database.db
      .insertInto('notices')
      .values({
        site_id: id,
        version: 9,
        hash: noticeHash(facts),
        facts: JSON.stringify(facts),
        policy_version: 1,
        author: 'a',
      })
      .execute();
    sites = await loadSites(database);
    const { body } = await page('/privacy/cp_shop');
    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
    expect(body).toContain('The settings of this site have changed since this notice was published.');
    expect((await page('/privacy/cp_shop/1')).body).toContain('This is an earlier version.');
    await database.db.deleteFrom('notices').where('version', '=', 9).execute();
  });
});

describe('malformed requests', () => {
  const routes = ['/v1/consent', '/v1/consent/withdraw', '/v1/objection'];

  test.each([
    ['', 400, 'empty_body'],
    ['{', 400, 'malformed_json'],
    ['[]', 400, 'not_an_object'],
    ['{}', 400, 'invalid_fields'],
    [`{"site":"${'x'.repeat(100_000)}"}`, 413, 'body_too_large'],
  ])('%s', async (body, status, code) => {
    for (const route of routes) {
      const response = await post(route, body);
      expect(response.headers['content-type']).toContain('application/problem+json');
      expect(response.json()).toMatchObject({ status, code });
    }
  });

  test.each([
    ['granted', { granted: ['everything'] }],
    ['granted', { granted: 'measure' }],
    ['granted', { granted: [], refused: [] }],
    ['refused', { refused: ['measure', 7] }],
    ['notice', { notice: 'abc' }],
    ['method', { method: 'telepathy' }],
    ['language', { language: '<b>' }],
    ['screen', { screen: FIREFOX }],
    ['visitor', { visitor: 'olga@example.org' }],
    ['gpc', { gpc: 'yes' }],
    ['site', { site: 7 }],
  ])('a consent with a wrong %s is none', async (field, change) => {
    const response = await post('/v1/consent', answer(change));
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid_fields' });
    expect(response.json().errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(await records()).toEqual([]);
  });

  test('100 kB of signals are too much to read', async () => {
    const response = await post('/v1/consent', answer({ gpp: 'D'.repeat(100_000) }));
    expect(response.json()).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  test('who asks too often is told so, and others are not', async () => {
    await restart({ rate: 1, burst: 120 });
    const status = async (headers?: Headers) =>
      (await post('/v1/objection', { site: 'cp_shop' }, headers)).statusCode;
    expect([await status(), await status()]).toEqual([204, 204]);
    const refused = await post('/v1/objection', { site: 'cp_shop' });
    expect(refused.json()).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(refused.headers['retry-after']).toBeDefined();
    expect(await status({ 'x-forwarded-for': '198.51.100.8' })).toBe(204);
  });
});

test('no table holds an address, a user agent, a number or a string of a consent manager', async () => {
  const gpp = 'DBABTA~1YNN';
  const { receipt } = await consented({ gpp });
  await post('/v1/objection', { site: 'cp_shop', visitor: NUMBER });
  await post('/v1/consent/withdraw', { site: 'cp_shop', receipt });
  expect(await records()).toHaveLength(1);
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`.execute(
    database.db,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{
      text: string;
    }>`SELECT row_to_json(t)::text AS text FROM ${sql.table(name)} t`.execute(database.db);
    texts.push(...rows.map(({ text }) => text));
  }
  const all = texts.join('\n');
  // The search itself must be able to find something.
  expect(all).toContain('dpv:ConsentWithdrawn');
  expect(all).toMatch(/"v1\.[\w-]{43}"/);
  for (const secret of ['198.51.100', 'Firefox', 'rv:133', NUMBER, gpp, receipt ?? '']) {
    expect([secret, all.includes(secret)]).toEqual([secret, false]);
  }
});
