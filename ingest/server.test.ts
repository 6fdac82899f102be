import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoPolicy } from '../policy/demo-policy.ts';
import { closedPolicy, type SitePolicy } from '../policy/site-policy.ts';
import { DAY, HOUR, quarterOf } from '../policy/time.ts';
import { MemoryLog, named, unnamed } from './memory.fixture.ts';
import type { Exclusion } from './organizations/resolution.ts';
import { RefusalTally } from './refusals.ts';
import { ingestServer } from './server.ts';
import { publishedSite } from './site.fixture.ts';
import type { IngestSite } from './site.ts';

const now = 20_000 * DAY + 10 * HOUR + 7 * 60_000;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

/** A site whose notice is published and whose assessment is approved. */
const siteWith = (id: number, key: string, policy: SitePolicy): IngestSite =>
  publishedSite(now, {
    id,
    key,
    policy,
    topics: [
      { id: 4, slug: 'all', label: 'Everything', kind: 'pages', paths: ['/**'], campaigns: [] },
      { id: 9, slug: 'fair', label: 'Fair', kind: 'campaign', paths: [], campaigns: ['fair-*'] },
    ],
  });

let log: MemoryLog;
let app: FastifyInstance;
let resolved: string[];
let excluded: Exclusion | null;
let told: Error[];
let turnedAway: string[];
const sites = new Map<string, IngestSite>();

beforeEach(async () => {
  log = new MemoryLog();
  resolved = [];
  excluded = null;
  sites.set('cp_open', siteWith(1, 'cp_open', demoPolicy()));
  sites.set('cp_closed', siteWith(2, 'cp_closed', closedPolicy()));
  told = [];
  turnedAway = [];
  app = ingestServer({
    parts: {
      log,
      sites: { byKey: (key) => sites.get(key) },
      organizations: {
        resolve: (address) => {
          resolved.push(address);
          const found = address.startsWith('198.51.100.') ? named : unnamed;
          return excluded ? { ...found, excluded } : found;
        },
        status: () => ({ file: '', loaded: true, builtAt: null }),
      },
      pseudonyms: { visit: ({ address }) => `p${address.length}`, rotate: async () => undefined },
      visitors: { proofOf: () => null, isSuppressed: () => false },
      refusals: new RefusalTally(log, () => now),
      rate: { rate: 10, burst: 200 },
      now: () => now,
    },
    script: {
      path: '/0123456789ab/clearpane.js',
      integrity: 'sha384-x',
      versions: new Map([
        ['/consent/sha256-a+b/c=', Buffer.from('2')],
        ['/consent/banner.js', Buffer.from('3')],
      ]),
      current: Buffer.from('(_=>{run(_)})();\n'),
    },
    onError: (error) => told.push(error),
    onTurnedAway: (error) => turnedAway.push(error.message),
    trustedProxies: ['127.0.0.1/32'],
  });
  await app.ready();
});

afterEach(() => app.close());

const view = (change: Record<string, unknown> = {}) => ({
  name: 'page_view',
  url: 'https://www.shop.example/pricing?secret=1#top',
  ...change,
});

function send(body: unknown, headers: Record<string, string> = {}) {
  return app.inject({
    method: 'POST',
    url: '/v1/events',
    headers: {
      'content-type': 'text/plain',
      'user-agent': FIREFOX,
      origin: 'https://www.shop.example',
      'x-forwarded-for': '198.51.100.7',
      ...headers,
    },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const one = (change: Record<string, unknown> = {}) => ({ site: 'cp_open', ...view(change) });

describe('what is taken in', () => {
  test('one event, minimized to its level', async () => {
    expect((await send(one({ id: 'abcdefgh', referrer: 'https://news.example/a?b=c' }))).statusCode).toBe(
      204,
    );
    expect(log.events).toEqual([
      {
        type: 'event',
        site: 1,
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        name: 'page_view',
        level: 'ORG',
        policyVersion: 1,
        reasons: ['B01', 'T01'],
        time: quarterOf(now),
        page: '/pricing',
        referrerHost: 'news.example',
        country: 'GB',
        device: 'desktop',
        browser: 'Firefox 133',
        topic: 4,
        campaign: 0,
        organization: named.organization,
        visitor: '',
        visit: 'p12',
        alert: true,
        outcome: 'named_high',
      },
    ]);
  });

  test('of a campaign, only that it is one of the site is kept, and only where an organization is named', async () => {
    const campaignOf = async (c: unknown, address = '198.51.100.7') => {
      expect((await send(one({ c }), { 'x-forwarded-for': address })).statusCode).toBe(204);
      return log.events.at(-1)?.campaign;
    };
    expect(await campaignOf('FAIR-2026')).toBe(9);
    expect(await campaignOf('somebody@example.org')).toBe(0);
    expect(await campaignOf('other')).toBe(0);
    expect(await campaignOf(7)).toBe(0);
    expect(await campaignOf('fair-2026'.repeat(20))).toBe(0);
    expect(await campaignOf('fair-2026', '203.0.113.9')).toBe(0);
    expect(JSON.stringify(log.events).toLowerCase()).not.toContain('fair-2026');
  });

  test('no campaign is kept where the law leaves campaigns out', async () => {
    sites.set('cp_france', siteWith(3, 'cp_france', { ...demoPolicy(), establishments: ['FR'] }));
    const from = { 'x-forwarded-for': '198.51.100.7' };
    expect((await send({ ...one({ c: 'fair-2026' }), site: 'cp_france' }, from)).statusCode).toBe(204);
    expect(log.events.at(-1)).toMatchObject({ site: 3, organization: { name: 'Example plc' }, campaign: 0 });
  });

  test.each([
    ['own staff', { reason: 'own_staff', drop: true }, 0, { X03: 1 }],
    ['an organization on the list', { reason: 'organization', drop: false }, 1, {}],
  ] as const)('%s is excluded', async (_, exclusion, kept, refusals) => {
    excluded = { ...exclusion, by: 'Olga' };
    await send(one());
    expect(log.events).toHaveLength(kept);
    expect(log.refusals).toEqual(refusals);
    if (kept > 0)
      expect(log.events[0]).toMatchObject({
        level: 'COUNT',
        organization: null,
        reasons: expect.arrayContaining(['O02']),
      });
  });

  test('a residential address is counted: no organization, no pseudonym, no time within the hour', async () => {
    await send(one(), { 'x-forwarded-for': '203.0.113.9' });
    expect(log.events[0]).toMatchObject({
      level: 'COUNT',
      organization: null,
      visit: '',
      alert: false,
      time: now - 7 * 60_000,
      reasons: ['I01', 'B01', 'T01'],
    });
  });

  test('a batch; each event has its own signals', async () => {
    const events = [view(), view({ gpc: true }), view({ dnt: true })];
    expect((await send({ site: 'cp_open', sentAt: now, events })).statusCode).toBe(204);
    expect(log.events.map((event) => event.level)).toEqual(['ORG', 'COUNT', 'COUNT']);
  });

  test.each([
    ['sec-gpc', '1'],
    ['sec-gpc', '0, 1'],
    ['dnt', '1'],
  ])('the header %s: %s counts whatever the body says', async (name, value) => {
    await send(one({ gpc: false, dnt: false }), { [name]: value });
    expect(log.events[0]?.level).toBe('COUNT');
  });

  test('an event that is sent twice is kept once and counted as a duplicate', async () => {
    await send(one({ id: 'same-same' }));
    await send({ site: 'cp_open', events: [view({ id: 'same-same' }), view({ id: 'other-one' })] });
    expect(log.events).toHaveLength(2);
    expect(log.refusals).toEqual({ duplicate: 1 });
  });

  test('when nothing can be stored the operator is told, once in a while, and nothing of the request', async () => {
    log.failing = true;
    for (let sent = 0; sent < 3; sent += 1) await send(one());
    expect(told.map((error) => error.message)).toEqual(['The disk is full.']);
    expect(turnedAway).toEqual(['The disk is full.', 'The disk is full.', 'The disk is full.']);
    log.failing = false;
    await send('{"broken');
    await send(one());
    expect(told).toHaveLength(1);
    expect(turnedAway).toHaveLength(3);
  });

  test('no answer comes before the log has it, and 503 with Retry-After when it can not', async () => {
    log.failing = true;
    for (const body of [one(), { ...one(), site: 'cp_nobody' }]) {
      const answer = await send(body);
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['retry-after']).toBe('2');
      expect(answer.json()).toMatchObject({ status: 503, code: 'log_unavailable' });
    }
    log.failing = false;
    expect((await send(one())).statusCode).toBe(204);
    expect(log.events).toHaveLength(1);
  });
});

describe('what is refused is answered the same and counted', () => {
  test.each([
    ['unknown_site', { ...one(), site: 'cp_nobody' }, {}],
    ['B01', { ...one(), site: 'cp_closed' }, {}],
    ['foreign_origin', one(), { origin: 'https://evil.example' }],
    ['foreign_origin', one(), { origin: 'https://notshop.example' }],
    ['foreign_origin', one(), { origin: 'null' }],
    ['foreign_origin', one({ url: 'https://evil.example/pricing' }), {}],
    [
      'X01',
      one(),
      { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    ],
    ['X01', one(), { 'user-agent': '' }],
    ['too_old', one({ time: now - DAY - 1 }), {}],
  ])('%s', async (reason, body, headers) => {
    const answer = await send(body, headers);
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect(log.events).toEqual([]);
    expect(log.refusals).toEqual({ [reason]: 1 });
  });

  test('rate_limited: more than the burst of one address', async () => {
    const batch = { site: 'cp_open', events: Array.from({ length: 100 }, () => view()) };
    for (let i = 0; i < 3; i += 1) expect((await send(batch)).statusCode).toBe(204);
    expect(log.events).toHaveLength(200);
    expect(log.refusals).toEqual({ rate_limited: 100 });
    await send(batch, { 'x-forwarded-for': '198.51.100.8' });
    expect(log.events).toHaveLength(300);
  });
});

describe('time', () => {
  const kept = async (change: Record<string, unknown>) => {
    await send({ site: 'cp_open', ...change });
    return log.events.at(-1)?.time;
  };

  test('a wrong clock is corrected by the time of sending; the future is now', async () => {
    const wrong = now - 3000 * DAY;
    expect(await kept({ sentAt: wrong, events: [view({ time: wrong - 20 * 60_000 })] })).toBe(
      quarterOf(now - 20 * 60_000),
    );
    expect(await kept({ events: [view({ time: now + 30 * DAY })] })).toBe(quarterOf(now));
    expect(await kept({ events: [view({ time: 8.64e15 })] })).toBe(quarterOf(now));
  });
});

describe('addresses', () => {
  test.each([
    ['198.51.100.7', '198.51.100.7'],
    // What a client wrote in front of what the trusted proxy saw is not believed.
    ['198.51.100.7, 203.0.113.5', '203.0.113.5'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['unknown', ''],
    ['1', ''],
    ['0x7f000001', ''],
    ['198.51.100.999', ''],
  ])('X-Forwarded-For: %s -> %s', async (header, address) => {
    expect((await send(one(), { 'x-forwarded-for': header })).statusCode).toBe(204);
    expect(resolved).toEqual([address]);
  });

  test('never from the body', async () => {
    await send(
      { ...one(), ip: '198.51.100.7', address: '198.51.100.7' },
      { 'x-forwarded-for': '203.0.113.9' },
    );
    expect(resolved).toEqual(['203.0.113.9']);
  });
});

describe('malformed requests', () => {
  const expectProblem = (answer: Awaited<ReturnType<typeof send>>, status: number, code: string) => {
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status, code, type: `urn:clearpane:problem:${code}` });
    expect(log.entries).toEqual([]);
  };

  test.each([
    ['', 'empty_body'],
    ['{', 'malformed_json'],
    ['not json', 'malformed_json'],
    ['null', 'not_an_object'],
    ['[]', 'not_an_object'],
    ['"text"', 'not_an_object'],
    ['{}', 'invalid_fields'],
  ])('%j is %s', async (body, code) => expectProblem(await send(body), 400, code));

  test.each([
    ['site', { site: 7 }],
    ['name', { name: 'purchase' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['url', { url: 5 }],
    ['url', { url: `https://shop.example/${'a'.repeat(5000)}` }],
    ['time', { time: 'now' }],
    ['time', { time: 1e300 }],
    ['id', { id: 'short' }],
    ['id', { id: 'with\u0000control' }],
    ['id', { id: '\ud800-surrogate' }],
    ['gpc', { gpc: 'yes' }],
    ['events', { events: 'all' }],
    ['events', { events: [] }],
    ['events[0]', { events: [null] }],
    ['events[0].url', { events: [{ name: 'page_view' }] }],
  ])('names the field %s', async (field, change) => {
    const answer = await send({ ...one(), ...change });
    expectProblem(answer, 400, 'invalid_fields');
    expect(answer.json().errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  test('a batch is taken as a whole or not at all', async () => {
    const answer = await send({ site: 'cp_open', events: [view(), view({ url: 1 })] });
    expectProblem(answer, 400, 'invalid_fields');
  });

  test('10,000 fields, and as many as fit', async () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [index.toString(36), 1]));
    expectProblem(await send({ ...one(), ...many(10_000) }), 413, 'body_too_large');
    expectProblem(await send({ ...one(), ...many(7000) }), 400, 'invalid_fields');
    expectProblem(
      await send({ site: 'cp_open', events: [{ ...view(), ...many(33) }] }),
      400,
      'invalid_fields',
    );
  });

  test('65 kB', async () => {
    expectProblem(await send(`{"site":"${'x'.repeat(65 * 1024)}"}`), 413, 'body_too_large');
  });

  test('a gzip bomb is not unpacked', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/events',
      headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' },
      payload: gzipSync(Buffer.alloc(10_000_000, 32)),
    });
    expectProblem(answer, 415, 'unsupported_encoding');
  });

  test('an address that can not be decoded', async () => {
    const answer = await app.inject({ method: 'POST', url: '/v1/%zz', payload: 'x' });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'unreadable_request']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test('other content types', async () => {
    expectProblem(
      await send(one(), { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_type',
    );
  });

  test('__proto__ and constructor are fields like any other', async () => {
    const body = `{"site":"cp_open","name":"page_view","url":"https://shop.example/","__proto__":{"gpc":true},"constructor":1}`;
    expect((await send(body)).statusCode).toBe(204);
    expect(log.events[0]?.level).toBe('ORG');
  });

  test('control characters and lone surrogates in a page address do no harm', async () => {
    await send(one({ url: 'https://shop.example/a\u0007b/\ud800/%00%ff' }));
    expect(log.events[0]?.page.isWellFormed()).toBe(true);
    expect(log.events[0]?.page).not.toMatch(/\p{Cc}/u);
  });
});

describe('other addresses', () => {
  test('the preflight of other content types is answered', async () => {
    const answer = await app.inject({
      method: 'OPTIONS',
      url: '/v1/events',
      headers: { origin: 'https://x.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://x.example',
      'access-control-allow-credentials': 'true',
    });
  });

  test('the tracker is cached; its versions for ever; unknown versions are not there', async () => {
    const newest = await app.inject('/clearpane.js');
    expect(newest.headers).toMatchObject({ etag: '"0123456789ab"', 'access-control-allow-origin': '*' });
    for (const [tag, status] of [
      ['"0123456789ab"', 304],
      ['W/"0123456789ab"', 304],
      ['"older", "0123456789ab"', 304],
      ['"older"', 200],
    ] as const) {
      const answer = await app.inject({ url: '/clearpane.js', headers: { 'if-none-match': tag } });
      expect([tag, answer.statusCode]).toEqual([tag, status]);
    }
    expect((await app.inject('/ffffffffffff/clearpane.js')).statusCode).toBe(404);
  });

  test('the tracker of a site has its policy in it, for whoever asks and nobody else', async () => {
    const answer = await app.inject('/s/cp_open.js');
    expect(answer.headers['cache-control']).toBe('private, max-age=60');
    expect(answer.body).toMatch(/^\(_=>\{run\(_\)\}\)\(\["cp_open",\{.*\}\]\);\n$/);
    const [key, policy] = JSON.parse(
      answer.body.slice(answer.body.indexOf('(["') + 1, answer.body.lastIndexOf(')')),
    );
    expect(key).toBe('cp_open');
    expect(policy).toMatchObject({ v: expect.any(Number), p: [2, 2, 2, 0] });
    const unknown = await app.inject('/s/nobody.js');
    expect(unknown.body).toContain('"p":[0,0,0,0]');
    for (const path of ['/s/cp_a', '/s/a%22b.js', '/s/.js']) {
      expect((await app.inject(path)).statusCode).toBe(404);
    }
  });

  test('whoever objected is given a policy that permits nothing', async () => {
    const answer = await app.inject({ url: '/s/cp_open.js', headers: { cookie: 'clearpane_objection=1' } });
    expect(answer.body).toContain('"p":[0,0,0,0]');
  });

  test('parts are served by their integrity value for ever, and by name for an hour', async () => {
    const pinned = await app.inject('/consent/sha256-a+b/c=');
    expect(pinned.body).toBe('2');
    expect(pinned.headers['cache-control']).toContain('immutable');
    const named = await app.inject('/consent/banner.js');
    expect(named.body).toBe('3');
    expect(named.headers['cache-control']).toContain('max-age=3600');
    expect((await app.inject('/consent/other.js')).statusCode).toBe(404);
  });
});
