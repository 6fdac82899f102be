import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { windowId } from '../alerts/alert.ts';
import type { Match } from '../alerts/evaluate.ts';
import type { KnownWindow } from '../alerts/evaluator.ts';
import { databaseWindowStore } from '../alerts/window-store.ts';
import type { Database } from '../infra/database/database.ts';
import type { Warehouse } from '../infra/warehouse/warehouse.ts';
import { rowsOf } from '../ingest/writer/rows.ts';
import type { AcceptedEvent, EventOrganization } from '../policy/event.ts';
import { Rollup } from '../policy/rollup.ts';
import { DAY, HOUR, QUARTER, quarterOf } from '../policy/time.ts';
import { openTestApi, type TestApi } from './server.fixture.ts';
import { createSite } from './sites/sites.ts';

let api: TestApi;
let app: FastifyInstance;
let database: Database;
let warehouse: Warehouse;
let time = Date.now();
let owner: string;
let sales: string;
let officer: string;
let site: number;
let topic: number;

beforeAll(async () => {
  api = await openTestApi({ now: () => time });
  ({ app, database, warehouse, owner } = api);
  sales = await api.join('sales', 'sales');
  officer = await api.join('privacy_officer', 'privacy_officer');
  site = await api.addSite(officer);
  topic = (
    await database.db
      .insertInto('topics')
      .values({ site_id: site, slug: 'pricing', label: 'Pricing', paths: '["/pricing"]', position: 0 })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
});

afterAll(() => api.close());

const call: TestApi['call'] = (...args) => api.call(...args);

const organization = (id: string, name: string, country = 'GB'): EventOrganization => ({
  id,
  name,
  domain: '',
  country,
  kind: 'business',
  confidence: 'high',
});

let made = 0;
const view = (change: Partial<AcceptedEvent> = {}): AcceptedEvent => {
  made += 1;
  return {
    type: 'event',
    site,
    id: made.toString(16).padStart(16, '0'),
    name: 'page_view',
    level: 'ORG',
    policyVersion: 1,
    reasons: ['B01'],
    time: quarterOf(time),
    page: '/pricing',
    referrerHost: '',
    country: 'GB',
    device: 'desktop',
    browser: 'Firefox 133',
    topic,
    organization: organization('18000000000000000001', 'Example plc'),
    visitor: '',
    visit: `v${made}`,
    alert: true,
    ...change,
  };
};

async function write(...events: AcceptedEvent[]): Promise<void> {
  for (const rows of rowsOf(events, new Rollup())) await warehouse.insert(rows, `${rows.table} ${made}`);
}

type MatchChange = { organization?: EventOrganization; rule?: string; to?: number };

/** A match of a rule, by an organization of its own: alerts of one organization would be merged. */
function matchFor({ rule = 'r1', to = quarterOf(time) + QUARTER, ...change }: MatchChange): Match {
  const pricing = { id: topic, slug: 'pricing', label: 'Pricing' };
  return {
    rule: {
      id: rule,
      version: 1,
      site,
      title: 'Pricing',
      condition: { atLeast: 2, count: 'sessions', topic, within: 7 },
      coolDownDays: 0,
      stayOpenDays: 1,
      position: 0,
      topics: new Map([[topic, { ...pricing, kind: 'pages' }]]),
    },
    organization: change.organization ?? organization(`1800${Buffer.from(rule).join('')}`, 'Example plc'),
    lawful: { policyVersion: 1, noticeVersion: null },
    relation: null,
    from: quarterOf(time) - HOUR,
    to,
    evidence: [{ kind: 'topic_sessions', topic: pricing.slug, label: pricing.label, bucket: '2-3' }],
  };
}

const windowFor = (match: Match): KnownWindow => ({
  id: windowId(match),
  site,
  rule: match.rule.id,
  organization: match.organization.id,
  openedAt: match.to - QUARTER,
  until: match.to + DAY,
  quietUntil: null,
});

/** Opens a window as the alerts role does. */
async function openWindow(change: MatchChange = {}) {
  const match = matchFor(change);
  const window = windowFor(match);
  await databaseWindowStore(database, () => time).apply([{ kind: 'open', window, match }]);
  return window.id;
}

interface Operation {
  summary: string;
  security?: unknown[];
  parameters?: { in: string; required: boolean }[];
  responses: Record<string, { content?: object }>;
}

describe('doors', () => {
  test('without a login only health, sign-in and the page itself answer', async () => {
    const open: string[] = [];
    const routes = app.swagger() as { paths: Record<string, Record<string, unknown>> };
    for (const [path, methods] of Object.entries(routes.paths)) {
      for (const method of Object.keys(methods)) {
        const url = path.replaceAll(/\{\w+\}/g, '1');
        const verb = method.toUpperCase() as 'GET';
        const payload = verb === 'GET' || verb === ('DELETE' as string) ? {} : { payload: {} };
        const { statusCode } = await call(verb, url, payload);
        if (statusCode !== 401) open.push(`${verb} ${path}`);
      }
    }
    expect(open.sort()).toEqual([
      'DELETE /v1/session',
      'GET /v1/setup',
      'POST /v1/session',
      'POST /v1/setup',
    ]);
    expect((await call('GET', '/docs')).statusCode).toBe(401);
    expect((await call('GET', '/docs/json')).statusCode).toBe(401);
    expect((await call('GET', '/health')).json()).toEqual({ status: 'ok' });
  });

  test('officers see no organizations and no alerts; sales see no install page and change no site', async () => {
    for (const url of [
      `/v1/sites/${site}/now`,
      `/v1/sites/${site}/organizations`,
      '/v1/alerts',
      '/v1/alerts/stream',
    ]) {
      expect((await call('GET', url, { cookie: officer })).statusCode).toBe(403);
    }
    expect((await call('GET', `/v1/sites/${site}/install`, { cookie: sales })).statusCode).toBe(403);
    expect((await call('DELETE', `/v1/sites/${site}`, { cookie: officer })).statusCode).toBe(403);
  });

  test('the page has a strict policy with a fresh nonce, and unknown API addresses are problems', async () => {
    const [one, two] = [await call('GET', '/windows'), await call('GET', '/')];
    const nonce = /content="([^"]+)"/.exec(one.body)?.[1] ?? 'none';
    expect(one.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(one.headers['content-security-policy']).toContain("default-src 'none'");
    expect(two.body).not.toContain(nonce);
    const missing = await call('GET', '/v1/nothing', { cookie: owner });
    expect([missing.statusCode, missing.json().code]).toEqual([404, 'not_found']);
  });

  test('OpenAPI 3.1 describes every route', async () => {
    const description = (await call('GET', '/docs/json', { cookie: sales })).json();
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths).length).toBeGreaterThan(20);
    const open: string[] = [];
    for (const [path, methods] of Object.entries<Record<string, Operation>>(description.paths)) {
      for (const [method, { responses, security, summary, parameters = [] }] of Object.entries(methods)) {
        const name = `${method} ${path}`;
        const codes = Object.keys(responses);
        expect([name, codes]).toEqual([name, [expect.stringMatching(/^20[014]$/), 'default']]);
        // A removal answers nothing, or what can be added again, or what is left in its order.
        const gone = method === 'delete' ? expect.stringMatching(/^20[04]$/) : expect.anything();
        expect([name, codes[0]]).toEqual([name, gone]);
        expect(Object.keys(responses.default?.content ?? {})).toEqual(['application/problem+json']);
        expect(summary).not.toBe('');
        const needed = parameters.filter((each) => each.in === 'query' && each.required);
        expect([name, needed]).toEqual([name, []]);
        if (security?.length === 0) open.push(name);
      }
    }
    expect(open.sort()).toEqual([
      'delete /v1/session',
      'get /v1/setup',
      'post /v1/session',
      'post /v1/setup',
    ]);
    const stream = description.paths['/v1/alerts/stream'].get.responses['200'];
    expect(Object.keys(stream.content)).toEqual(['text/event-stream']);
  });
});

describe('sites', () => {
  test('hosts are read from what people paste; nonsense is named', async () => {
    const [found] = (await call('GET', '/v1/sites', { cookie: sales })).json();
    expect(found).toMatchObject({ name: 'Shop', domains: ['www.shop.example', 'shop.example'], demo: false });
    for (const [payload, field] of [
      [{ name: ' ', domains: ['shop.example'] }, 'name'],
      [{ name: 'Shop', domains: ['not a domain'] }, 'domains[0]'],
    ] as const) {
      const wrong = await call('POST', '/v1/sites', { payload, cookie: owner });
      expect([wrong.statusCode, wrong.json().errors[0].field]).toEqual([400, field]);
    }
  });

  test('a fresh site is closed, and says so', async () => {
    const privacy = (await call('GET', `/v1/sites/${site}/privacy`, { cookie: sales })).json();
    expect(privacy.policy).toMatchObject({ version: 1, demo: false, changedBy: 'privacy_officer' });
    expect(privacy.policy.purposes.every((purpose: { allowed: boolean }) => !purpose.allowed)).toBe(true);
    expect(privacy.levels).toHaveLength(4);
  });

  test('the install page waits, then counts what arrives and what is refused', async () => {
    const install = async () => (await call('GET', `/v1/sites/${site}/install`, { cookie: officer })).json();
    expect(await install()).toMatchObject({ firstSeenAt: null, accepted: 0, refused: 0 });
    expect((await install()).snippet).toMatch(
      /^<script defer src="https:\/\/in\.example\/1\/clearpane\.js" data-site="cp_\w+" integrity="sha384-abc" crossorigin="anonymous"><\/script>$/,
    );
    const day = new Date(time).toISOString().slice(0, 10);
    const { policySnippet, optOutSignal } = await install();
    expect(policySnippet).toMatch(/^<script defer src="https:\/\/in\.example\/s\/cp_\w+\.js"><\/script>$/);
    expect(JSON.parse(optOutSignal.content)).toEqual({ gpc: true, lastUpdate: day });
    expect(optOutSignal.redirects.map(({ server }: { server: string }) => server)).toEqual([
      'nginx',
      'Apache',
      'Caddy',
    ]);
    for (const { rule } of optOutSignal.redirects) {
      expect(rule).toContain('/.well-known/gpc.json');
      expect(rule).toContain('https://in.example/.well-known/gpc.json');
    }
    const refused = [{ type: 'refusals' as const, site, day, reason: 'B01', count: 5 }];
    for (const rows of rowsOf(refused, new Rollup())) await warehouse.insert(rows, `${rows.table} refused`);
    await write(view({ level: 'COUNT', organization: null, visit: '', reasons: ['I01'], alert: false }));
    expect(await install()).toMatchObject({ firstSeenAt: expect.any(String), accepted: 1, refused: 5 });
    const refusals = (await call('GET', `/v1/sites/${site}/refusals`, { cookie: officer })).json();
    expect(refusals.reasons).toEqual([
      {
        reason: 'B01',
        sentence: 'No legal basis is chosen for the purpose.',
        source: 'GDPR Article 6(1)',
        count: 5,
      },
      {
        reason: 'I01',
        sentence: expect.stringContaining('internet provider'),
        source: expect.any(String),
        count: 1,
      },
    ]);
  });
});

describe('organizations', () => {
  test('are listed with the last one first, paged, filtered and counted', async () => {
    time += HOUR;
    await write(
      view({ organization: organization('11', 'Alpha Ltd'), time: quarterOf(time) - 2 * QUARTER }),
      view({ organization: organization('12', 'Beta GmbH', 'DE'), time: quarterOf(time) - QUARTER }),
      view({ organization: organization('13', 'Gamma SA', 'FR') }),
      view({ organization: organization('13', 'Gamma SA', 'FR'), topic: 0, page: '/' }),
    );
    const get = async (query: string) =>
      (await call('GET', `/v1/sites/${site}/organizations?${query}`, { cookie: sales })).json();
    const one = await get('limit=2');
    expect(one.items.map((item: { name: string }) => item.name)).toEqual(['Gamma SA', 'Beta GmbH']);
    expect(one.items[0]).toMatchObject({ views: 2, sessions: 2, topics: ['Pricing'], openWindow: null });
    expect(one.total).toBe(3);
    const two = await get(`limit=2&cursor=${one.nextCursor}`);
    expect([two.items.map((item: { name: string }) => item.name), two.nextCursor]).toEqual([
      ['Alpha Ltd'],
      null,
    ]);
    expect((await get('q=bEtA')).items).toHaveLength(1);
    expect((await get('country=fr&kind=business')).total).toBe(1);
    expect((await get("q='; DROP TABLE events; --")).total).toBe(0);
    const bad = await call('GET', `/v1/sites/${site}/organizations?cursor=nonsense`, { cookie: sales });
    expect([bad.statusCode, bad.json().code]).toEqual([400, 'bad_cursor']);
  });

  test('now: this and the last quarter-hour', async () => {
    const now = (await call('GET', `/v1/sites/${site}/now`, { cookie: sales })).json();
    expect(now.organizations.map((item: { name: string }) => item.name)).toEqual(['Gamma SA', 'Beta GmbH']);
    expect(now.views).toEqual({ organization: 3, counted: 0 });
  });

  test('a timeline by topic and quarter-hour; unknown organizations are not there', async () => {
    const url = `/v1/sites/${site}/organizations/13/timeline`;
    const timeline = (await call('GET', url, { cookie: sales })).json();
    expect(timeline.organization.name).toBe('Gamma SA');
    expect(timeline.cells).toEqual([
      { quarter: new Date(quarterOf(time)).toISOString(), topic: null, views: 2, sessions: 2 },
      { quarter: new Date(quarterOf(time)).toISOString(), topic: 'Pricing', views: 1, sessions: 1 },
    ]);
    const empty = (
      await call('GET', `${url}?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z`, { cookie: sales })
    ).json();
    expect([empty.organization?.name, empty.cells]).toEqual(['Gamma SA', []]);
    const unknown = await call('GET', `/v1/sites/${site}/organizations/999/timeline`, { cookie: sales });
    expect(unknown.statusCode).toBe(404);
  });
});

describe('windows', () => {
  test('acknowledge, undo, snooze until its end, close by themselves; only people change them', async () => {
    const id = await openWindow();
    const state = async () =>
      (await call('GET', '/v1/alerts', { cookie: sales }))
        .json()
        .items.find((item: { id: string }) => item.id === id);
    expect(await state()).toMatchObject({ state: 'open', siteName: 'Shop', demo: false, decision: 'human' });
    const act = (what: string, payload?: object) =>
      call('POST', `/v1/alerts/${id}/${what}`, { cookie: sales, ...(payload ? { payload } : {}) });
    expect((await act('acknowledge')).json()).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'sales',
    });
    expect((await act('reopen')).json()).toMatchObject({ state: 'open', acknowledgedBy: null });
    expect((await act('snooze', { hours: 4 })).json()).toMatchObject({ state: 'snoozed' });
    time += 5 * HOUR;
    expect(await state()).toMatchObject({ state: 'open', snoozedUntil: null });
    expect((await act('snooze', { hours: 0 })).statusCode).toBe(400);
    time += 24 * HOUR;
    expect(await state()).toMatchObject({ state: 'closed' });
    expect((await act('acknowledge')).json().code).toBe('window_closed');
    const list = async (query: string) =>
      (await call('GET', `/v1/alerts?${query}`, { cookie: sales })).json().items.length;
    expect([
      await list('state=closed'),
      await list('state=open,snoozed'),
      await list('organization=1'),
    ]).toEqual([1, 0, 0]);
    expect((await call('GET', '/v1/alerts?state=hot', { cookie: sales })).json().code).toBe('unknown_state');
  });

  test('why says every step in words, without a person, a score or a guess', async () => {
    const id = await openWindow({ rule: 'why' });
    const why = (await call('GET', `/v1/alerts/${id}/why`, { cookie: sales })).json();
    expect(why.sentence).toBe(
      'Example plc had 2-3 sessions on Pricing. The rule asks: At least 2 sessions on Pricing within 7 days.',
    );
    expect(why.steps).toHaveLength(5);
    expect(JSON.stringify([why.sentence, why.steps])).not.toMatch(/interested|likely|intent|hot lead|score/i);
  });

  test('an alert that holds more than alerts may hold is withheld', async () => {
    const id = await openWindow({ rule: 'breach' });
    const change = (body: object) =>
      database.db
        .updateTable('alerts')
        .set({ body: JSON.stringify(body) })
        .where('id', '=', id)
        .execute();
    const { body } = await database.db
      .selectFrom('alerts')
      .select('body')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await change({ ...body, org: { ...(body as { org: object }).org, visitor: 'canary-visitor' } });
    for (const door of ['why', 'explain']) {
      const answer = await call('GET', `/v1/alerts/${id}/${door}`, { cookie: sales });
      expect([answer.statusCode, answer.json().code]).toEqual([500, 'policy_breach']);
      expect(answer.body).not.toContain('canary');
    }
    const other = await openWindow({ rule: 'sound' });
    const list = await call('GET', '/v1/alerts', { cookie: sales });
    const told = list.json().items.map((item: { id: string }) => item.id);
    expect([told.includes(other), told.includes(id)]).toEqual([true, false]);
    expect(list.body).not.toContain('canary');
    const incidents = await call('GET', '/v1/incidents', { cookie: officer });
    expect(incidents.json()).toMatchObject([{ kind: 'policy_breach', subject: `alert ${id}` }]);
    expect(incidents.body).not.toContain('canary');
    await database.db.deleteFrom('windows').where('rule_id', '=', 'breach').execute();
  });

  test('opening the same window again changes nothing', async () => {
    const store = databaseWindowStore(database, () => time);
    const before = await database.db.selectFrom('alerts').select('id').execute();
    const id = await openWindow({ rule: 'twice' });
    const match = matchFor({ rule: 'twice' });
    const window = windowFor(match);
    await store.apply([{ kind: 'open', window, match }]);
    expect((await store.known(time)).map((each) => each.id)).toContain(id);
    expect(await database.db.selectFrom('alerts').select('id').execute()).toHaveLength(before.length + 1);
  });
});

describe('stream', () => {
  async function connect(headers: Record<string, string> = {}) {
    if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const request = httpRequest({ port, path: '/v1/alerts/stream', headers: { cookie: sales, ...headers } });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('error', () => undefined);
    const events = () =>
      text
        .split('\n\n')
        .filter((part) => part.startsWith('event: alert'))
        .map((part) => ({
          id: /^id: (.*)$/m.exec(part)?.[1] ?? '',
          data: JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? '{}'),
        }));
    return {
      events,
      lastId: () =>
        text
          .match(/^id: (.*)$/gm)
          ?.at(-1)
          ?.slice(4) ?? '',
      ended: () => response.complete,
      close: () => request.destroy(),
    };
  }

  test('tells what happens, and after a break what was missed: alerts and changes, each once', async () => {
    const first = await connect();
    await expect.poll(() => first.lastId()).not.toBe('');
    time += 1;
    const one = await openWindow({ rule: 's1' });
    await expect.poll(() => first.events().map((event) => event.data.id)).toEqual([one]);
    time += 1;
    await call('POST', `/v1/alerts/${one}/acknowledge`, { cookie: sales });
    await expect.poll(() => first.events().at(-1)?.data.state).toBe('acknowledged');
    const lastId = first.lastId();
    first.close();

    time += 1;
    const two = await openWindow({ rule: 's2' });
    time += 1;
    await call('POST', `/v1/alerts/${one}/reopen`, { cookie: sales });
    const second = await connect({ 'last-event-id': lastId });
    await expect
      .poll(() => second.events().map((event) => [event.data.id, event.data.state]))
      .toEqual([
        [two, 'open'],
        [one, 'open'],
      ]);
    time += 1;
    const three = await openWindow({ rule: 's3' });
    await expect.poll(() => second.events().length).toBe(3);
    expect(second.events().at(-1)?.data.id).toBe(three);
    second.close();
  });

  test('a reader far behind hears everything, though it all changed within one millisecond', async () => {
    const first = await connect();
    await expect.poll(() => first.lastId()).not.toBe('');
    const lastId = first.lastId();
    first.close();
    const pattern = await openWindow({ rule: 'many' });
    await sql`
      WITH copies AS (
        INSERT INTO windows (id, site_id, organization_id, rule_id, rule_version, state, opened_at, expires_at, updated_at)
        SELECT 'many-' || n, site_id, organization_id, 'many-' || n, rule_version, state, opened_at, expires_at, updated_at
          FROM windows, generate_series(1, 1100) AS n WHERE id = ${pattern}
        RETURNING id
      )
      INSERT INTO alerts (id, window_id, site_id, body)
      SELECT copies.id, copies.id, site_id, body FROM copies, alerts WHERE alerts.id = ${pattern}`.execute(
      database.db,
    );
    const acknowledged = await openWindow({ rule: 'many-last' });
    // The clock goes back, and what is done then is told all the same.
    time -= HOUR;
    await call('POST', `/v1/alerts/${acknowledged}/acknowledge`, { cookie: sales });
    time += HOUR;
    const second = await connect({ 'last-event-id': lastId });
    await expect.poll(() => second.events().at(-1)?.data.state, { timeout: 20_000 }).toBe('acknowledged');
    const told = second.events();
    expect(new Set(told.map((event) => event.data.id)).size).toBe(1102);
    expect(told.at(-1)?.data.id).toBe(acknowledged);
    expect(new Set(told.map((event) => event.id)).size).toBe(told.length);
    second.close();
  });

  test('a window that stays open for longer says so', async () => {
    const reader = await connect();
    await expect.poll(() => reader.lastId()).not.toBe('');
    await openWindow({ rule: 'longer' });
    await expect.poll(() => reader.events().length).toBe(1);
    const [opened] = reader.events();
    const window = windowFor(matchFor({ rule: 'longer' }));
    await databaseWindowStore(database, () => time).apply([
      { kind: 'extend', window: { ...window, until: window.until + QUARTER }, again: null },
    ]);
    await expect.poll(() => reader.events().length).toBe(2);
    const [, extended] = reader.events();
    expect(extended?.data.id).toBe(opened?.data.id);
    expect(Date.parse(extended?.data.expiresAt) - Date.parse(opened?.data.expiresAt)).toBe(QUARTER);
    reader.close();
  });

  test('an alert that may not leave is passed over, and a restored database leaves nobody in silence', async () => {
    const reader = await connect({ 'last-event-id': '999999999999999' });
    await expect.poll(() => reader.lastId()).not.toBe('');
    expect(Number(reader.lastId())).toBeLessThan(1_000_000);
    await database.db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('windows')
        .values({
          id: 'poison',
          site_id: site,
          organization_id: '1',
          rule_id: 'poison',
          rule_version: 1,
          state: 'open',
          opened_at: new Date(time),
          expires_at: new Date(time + HOUR),
        })
        .execute();
      await transaction
        .insertInto('alerts')
        .values({ id: 'poison', window_id: 'poison', site_id: site, body: '{"visitor":"canary-visitor"}' })
        .execute();
    });
    const after = await openWindow({ rule: 'after-poison' });
    await expect.poll(() => reader.events().map((event) => event.data.id)).toEqual([after]);
    reader.close();
    await database.db.deleteFrom('windows').where('id', '=', 'poison').execute();
  });

  test('somebody who was removed hears no more', async () => {
    const cookie = await api.join('leaver', 'sales');
    const people: { id: string; name: string }[] = (
      await call('GET', '/v1/people', { cookie: owner })
    ).json();
    const leaver = people.find(({ name }) => name === 'leaver')?.id;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const reader = await connect({ cookie });
      await expect.poll(() => reader.lastId()).not.toBe('');
      vi.advanceTimersByTime(16_000);
      await call('DELETE', `/v1/people/${leaver}`, { cookie: owner });
      expect(reader.ended()).toBe(false);
      vi.advanceTimersByTime(16_000);
      await expect.poll(() => reader.ended()).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('removal', () => {
  test('of a site takes everything that was collected with it', async () => {
    const other = await createSite(database, { name: 'Other', domains: ['other.example'] }, 'test');
    await write(view({ site: other.id, organization: organization('14', 'Delta BV', 'NL') }));
    expect((await call('DELETE', `/v1/sites/${site}`, { cookie: owner })).statusCode).toBe(204);
    for (const table of ['events', 'counts', 'organization_quarters', 'refusals', 'behaviour']) {
      const [row] = await warehouse.query<{ count: string }>(
        `SELECT count() AS count FROM ${table} WHERE site = {site:UInt32}`,
        { site },
      );
      expect([table, row?.count]).toEqual([table, '0']);
    }
    expect(await database.db.selectFrom('alerts').selectAll().execute()).toEqual([]);
    // Names that no other site has seen go too.
    expect(await warehouse.query('SELECT DISTINCT name FROM organizations')).toEqual([{ name: 'Delta BV' }]);
    expect((await call('DELETE', '/v1/demo', { cookie: owner })).json().code).toBe('no_demo');
  });
});
