import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../infra/database/database.ts';
import { insertGroundwork, insertSite } from '../../infra/database/insert-site.ts';
import { policyWith } from '../../policy/gate.fixture.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import { DAY, dayOf } from '../../policy/time.ts';
import { openMigratedDatabase } from '../../tests/support/prepared-database.ts';
import { loadSites } from '../load-sites.ts';
import { MemoryLog, named, unnamed } from '../memory.fixture.ts';
import { RefusalTally } from '../refusals.ts';
import { ingestServer } from '../server.ts';
import type { SiteDirectory } from '../site.ts';
import { openDoor } from '../visitors/door.ts';
import { eraseEndedContactRequests } from './contact-request-store.ts';
import { contactRoutes } from './contact-routes.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
const ID = '0123456789abcdef0123456789abcdef';
const OFFICE = '198.51.100.7';
const HOME = '203.0.113.9';
const policy: SitePolicy = {
  ...policyWith(
    { measure: 'STAT', identify_org: 'LI', alert_sales: 'LI' },
    { establishments: ['GB'], headerOnly: true },
  ),
  contactRequests: true,
};
const SITES: Record<string, SitePolicy> = {
  cp_shop: policy,
  cp_off: { ...policy, contactRequests: false },
  cp_killed: { ...policy, killed: true },
  cp_asks: {
    ...policyWith({ identify_org: 'CONSENT' }, { establishments: ['GB'], headerOnly: true }),
    contactRequests: true,
  },
};

let database: Database;
let log: MemoryLog;
let app: FastifyInstance;
let sites: SiteDirectory;
let suppressed = false;
/** Whether a mail server is named. */
let mail = false;
let time = Date.now();

beforeAll(async () => {
  database = await openMigratedDatabase();
  const { db } = database;
  for (const [key, each] of Object.entries(SITES)) {
    const of = { policy: each, author: 'a', reason: 'r' };
    const id = await insertSite(db, { key, name: key, domains: ['shop.example'], demo: false }, of);
    await insertGroundwork(db, id, { policy: each, topics: [], author: 'a', approver: 'b', now: time });
  }
  const of = { policy, author: 'a', reason: 'r' };
  await insertSite(db, { key: 'cp_untold', name: 'u', domains: ['shop.example'], demo: false }, of);
});

afterAll(() => database.close());

beforeEach(async () => {
  time = Date.now();
  suppressed = false;
  await database.db.deleteFrom('contact_requests').execute();
  await database.db.deleteFrom('match_evidence').execute();
  log = new MemoryLog();
  sites = await loadSites(database);
  const now = () => time;
  const organization = named.organization && { ...named.organization, domain: 'northwind.co.uk' };
  const parts = {
    sites: { byKey: (key: string) => sites.byKey(key) },
    organizations: {
      resolve: (address: string) => (address === OFFICE ? { ...named, organization } : unnamed),
      status: () => ({ file: '', loaded: true, builtAt: null }),
    },
    pseudonyms: { visit: () => 'p', rotate: async () => undefined },
    visitors: {
      proofOf: () => null,
      isSuppressed: () => suppressed,
      give: () => Promise.reject(new Error('not used here')),
      withdraw: async () => undefined,
      object: async () => undefined,
      expire: async () => undefined,
      close: async () => undefined,
    },
    rate: { rate: 1000, burst: 10_000 },
    now,
  };
  app = ingestServer({
    parts: { ...parts, log, refusals: new RefusalTally(log, now) },
    script: { path: '/x/clearpane.js', integrity: '', versions: new Map(), current: Buffer.from('') },
    trustedProxies: ['127.0.0.1/32'],
    doors: [contactRoutes(openDoor({ ...parts, ingestUrl: 'https://in.example' }), database, mail)],
  });
});

afterEach(() => app.close());

const ask = (change: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/v1/contact',
    headers: {
      'content-type': 'text/plain',
      'user-agent': FIREFOX,
      origin: 'https://www.shop.example',
      'x-forwarded-for': OFFICE,
      ...headers,
    },
    payload: JSON.stringify({
      site: 'cp_shop',
      id: ID,
      name: 'Anna Berg',
      email: 'anna@northwind.co.uk',
      message: 'Please call me.\r\nIn the morning.',
      ...change,
    }),
  });

const kept = () => database.db.selectFrom('contact_requests').selectAll().orderBy('seq').execute();
const evidence = () =>
  database.db.selectFrom('match_evidence').select(['agreed', 'count']).orderBy('agreed').execute();

describe('a request to be contacted', () => {
  test('is kept before the answer, with what the person wrote and nothing else', async () => {
    const response = await ask();
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ code: 'received', message: expect.stringContaining('received') });
    expect(await kept()).toEqual([
      {
        seq: expect.any(Number),
        site_id: sites.byKey('cp_shop')?.id,
        id: ID,
        name: 'Anna Berg',
        email: 'anna@northwind.co.uk',
        domain: 'northwind.co.uk',
        message: 'Please call me.\nIn the morning.',
        confirmed: true,
        confirmed_at: null,
        at: new Date(time),
        state: 'new',
        answered_by: null,
        answered_at: null,
        removed_by: null,
        removed_at: null,
      },
    ]);
    // No event, no refusal: it is no visit.
    expect(log.entries).toEqual([]);
  });

  test('sent again is the same request, and is counted once', async () => {
    await Promise.all([ask(), ask(), ask()]);
    time += 60_000;
    expect((await ask({ name: 'Somebody else' })).statusCode).toBe(200);
    expect((await kept()).map(({ name }) => name)).toEqual(['Anna Berg']);
    expect(await evidence()).toEqual([{ agreed: true, count: 1 }]);
  });

  test('of somebody at a free-mail provider is refused with a kind word, and nothing is kept', async () => {
    const response = await ask({ email: 'anna@gmail.com' });
    expect(response.statusCode).toBe(422);
    expect(response.json()).toMatchObject({ code: 'free_mail', title: expect.stringMatching(/^Please use/) });
    expect((await ask({ email: 'anna@nowhere' })).json()).toMatchObject({ code: 'invalid_email' });
    expect(await kept()).toEqual([]);
    expect(await evidence()).toEqual([]);
  });

  test('with fields that are wrong is refused, and all of them are named', async () => {
    const wrong = { id: 'x', name: ' ', email: undefined, message: 'a'.repeat(4001) };
    const response = await ask(wrong);
    expect(response.statusCode).toBe(400);
    expect(
      response
        .json()
        .errors.map(({ field }: { field: string }) => field)
        .sort(),
    ).toEqual(['email', 'id', 'message', 'name']);
    await ask({ name: 'Anna\u202E\u0000 Berg' });
    expect((await kept())[0]?.name).toBe('Anna Berg');
  });
});

test('every door that is closed gives the same answer, and keeps nothing', async () => {
  const answers = [
    await ask({ site: 'cp_unknown' }),
    await ask({ site: 'cp_off' }),
    await ask({ site: 'cp_killed' }),
    await ask({ site: 'cp_untold' }),
    await ask({}, { origin: 'https://elsewhere.example' }),
    await ask({}, { 'user-agent': 'curl/8.0' }),
  ];
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  expect(answers[0]?.json()).toMatchObject({ status: 403, code: 'contact_closed' });
  expect(await kept()).toEqual([]);
});

describe('agreement with the network', () => {
  test('another domain disagrees; a provider’s network says nothing', async () => {
    await ask({ email: 'ben@other-company.de' });
    await ask({ id: 'a'.repeat(32) }, { 'x-forwarded-for': HOME });
    expect((await kept()).map(({ confirmed }) => confirmed)).toEqual([false, false]);
    expect(await evidence()).toEqual([{ agreed: false, count: 1 }]);
    expect(await database.db.selectFrom('match_evidence').select('site_id').execute()).toHaveLength(1);
  });

  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['a signal', {}, { 'sec-gpc': '1' }],
    ['an objection on the device', {}, { cookie: 'clearpane_objection=1' }],
    ['a policy that would have to ask first', { site: 'cp_asks' }, {}],
  ])('with %s the network is not looked at, and the person is answered', async (_, change, headers) => {
    expect((await ask(change, headers)).statusCode).toBe(200);
    expect((await kept()).map(({ confirmed }) => confirmed)).toEqual([false]);
    expect(await evidence()).toEqual([]);
  });

  test('an objection that the server knows counts as well', async () => {
    suppressed = true;
    expect((await ask()).statusCode).toBe(200);
    expect(await evidence()).toEqual([]);
  });

  test('is counted by day, and nothing of the person is in it', async () => {
    await ask();
    await ask({ id: 'b'.repeat(32) });
    await ask({ id: 'c'.repeat(32), email: 'ben@other-company.de' });
    expect(await evidence()).toEqual([
      { agreed: false, count: 1 },
      { agreed: true, count: 2 },
    ]);
    const days = await database.db
      .selectFrom('match_evidence')
      .select(({ cast }) => cast<string>('day', 'text').as('day'))
      .execute();
    expect(days).toEqual([{ day: dayOf(time) }, { day: dayOf(time) }]);
  });
});

describe('where mail can be sent', () => {
  const waiting = () =>
    database.db.selectFrom('deliveries').select(['id', 'kind', 'contact_seq', 'state']).execute();
  beforeAll(() => {
    mail = true;
  });
  afterAll(() => {
    mail = false;
  });

  test('an address that the network vouches for goes on at once', async () => {
    expect((await ask()).json()).toMatchObject({ code: 'received' });
    expect((await kept()).map(({ state }) => state)).toEqual(['new']);
    expect(await waiting()).toEqual([]);
  });

  test('any other waits, with one mail in the outbox however often the page sends it', async () => {
    const elsewhere = { 'x-forwarded-for': HOME };
    for (let count = 0; count < 3; count += 1)
      expect((await ask({}, elsewhere)).json()).toMatchObject({ code: 'confirm_email' });
    const [request] = await kept();
    expect(request).toMatchObject({ state: 'unconfirmed', confirmed: false, confirmed_at: null });
    expect(await waiting()).toEqual([
      { id: expect.any(String), kind: 'contact', contact_seq: request?.seq, state: 'waiting' },
    ]);
  });

  test('nobody can have more than three mails sent to an address', async () => {
    const codes: number[] = [];
    for (const id of ['1', '2', '3', '4'])
      codes.push(
        (await ask({ id: id.repeat(32), email: `ANNA@${'northwind.co.uk'}` }, { 'x-forwarded-for': HOME }))
          .statusCode,
      );
    expect(codes).toEqual([200, 200, 200, 429]);
    expect(
      (await ask({ id: '5'.repeat(32), email: 'ben@northwind.co.uk' }, { 'x-forwarded-for': HOME }))
        .statusCode,
    ).toBe(200);
  });

  test('what nobody confirms is erased after seven days, with its mail', async () => {
    await ask({}, { 'x-forwarded-for': HOME });
    await eraseEndedContactRequests(database, time + 6.99 * DAY);
    expect(await kept()).toHaveLength(1);
    await eraseEndedContactRequests(database, time + 7 * DAY);
    expect(await kept()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });
});

test('where no mail can be sent, the page is told that the address is not checked', async () => {
  const answer = await ask({}, { 'x-forwarded-for': HOME });
  expect(answer.json()).toMatchObject({
    code: 'received_unchecked',
    message: expect.stringMatching(/not checked/),
  });
  expect((await kept()).map(({ state, confirmed }) => [state, confirmed])).toEqual([['new', false]]);
});

describe('limits', () => {
  test('an address may send a few, then has to wait', async () => {
    const codes: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      codes.push((await ask({ id: count.toString(16).padStart(32, '0') })).statusCode);
    }
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
    expect((await ask({ id: 'f'.repeat(32) })).headers['retry-after']).toBeDefined();
    time += 60_000;
    expect((await ask({ id: 'f'.repeat(32) })).statusCode).toBe(200);
  });

  test('a site may have no more in an hour than people send; one that was let in may be sent again', async () => {
    const from = (count: number) => ({ 'x-forwarded-for': `203.0.113.${count % 250}` });
    const idOf = (count: number) => count.toString(16).padStart(32, '0');
    for (let count = 0; count < 200; count += 1) await ask({ id: idOf(count) }, from(count));
    expect((await ask({ id: idOf(200) }, from(200))).statusCode).toBe(429);
    expect((await ask({ id: idOf(7) }, from(201))).statusCode).toBe(200);
    expect(await kept()).toHaveLength(200);
  });
});

test('each is erased when its time is over, and not before', async () => {
  await ask();
  await ask({ id: 'a'.repeat(32) });
  await ask({ id: 'b'.repeat(32) });
  const set = (id: string, state: 'answered' | 'removed') =>
    database.db
      .updateTable('contact_requests')
      .set({ state, [`${state}_at`]: new Date(time) })
      .where('id', '=', id.repeat(32))
      .execute();
  await set('a', 'answered');
  await set('b', 'removed');
  const left = async (days: number) => {
    await eraseEndedContactRequests(database, time + days * DAY);
    return (await kept()).map(({ id }) => id[0]).sort();
  };
  expect(await left(6.99)).toEqual(['0', 'a', 'b']);
  expect(await left(7)).toEqual(['0', 'a']);
  expect(await left(89.99)).toEqual(['0', 'a']);
  expect(await left(90)).toEqual(['0']);
  expect(await left(364.99)).toEqual(['0']);
  expect(await left(365)).toEqual([]);
});
