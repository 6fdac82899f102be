import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cell } from '../../alerts/cells.ts';
import { Evaluator, type News } from '../../alerts/evaluator.ts';
import { RuleIndex } from '../../alerts/rule-index.ts';
import { type AlertSettings, runAlerts } from '../../alerts/run.ts';
import { databaseWindowStore } from '../../alerts/window-store.ts';
import { issueFirstRunToken } from '../../api/accounts/accounts.ts';
import { testParts } from '../../api/server.fixture.ts';
import { apiServer } from '../../api/server.ts';
import { openEmbeddedDatabase } from '../../infra/database/embedded.ts';
import { insertSite } from '../../infra/database/insert-site.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';
import { openEmbeddedLog } from '../../infra/log/embedded.ts';
import { openEmbeddedWarehouse } from '../../infra/warehouse/embedded.ts';
import { contributions } from '../../ingest/contributions.ts';
import { AccountIndex } from '../../policy/accounts.ts';
import type { AcceptedEvent, EventOrganization, LogEntry } from '../../policy/event.ts';
import { WHOLE_SITE } from '../../policy/rollup.ts';
import type { Condition } from '../../policy/rules/condition.ts';
import type { Rule, RuleTopic } from '../../policy/rules/rule.ts';
import { closedPolicy } from '../../policy/site-policy.ts';
import { DAY, QUARTER, quarterOf, startOfDay } from '../../policy/time.ts';
import { dataDirectory } from '../support/product.ts';

/**
 * Alerts under load: `npm run bench:alerts`. From the last event of a rule, written to the log on disk, to the alert on the
 * stream, with 1,000 events a second of 100,000 organizations and 200 rules; the log's own answer to the same events is the
 * baseline. Before that, memory for each organization, and the cost of an event as rules grow.
 */
const ORGANIZATIONS = 100_000;
const EVENTS_A_SECOND = 1000;
const SECONDS = 20;
const TOPICS = 40;
const CELLS_EACH = 12;

let seed = 20_261_125;
const random = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
};
const pick = (most: number): number => Math.floor(random() * most);

const topics: ReadonlyMap<number, RuleTopic> = new Map(
  Array.from({ length: TOPICS }, (_, at) => [
    at + 1,
    { id: at + 1, slug: `t${at + 1}`, label: `Topic ${at + 1}`, kind: 'pages' as const },
  ]),
);
const organizationOf = (at: number): EventOrganization => ({
  id: String(at + 1),
  name: `Organization ${at + 1}`,
  domain: '',
  country: at % 3 === 0 ? 'GB' : 'DE',
  kind: 'business',
  confidence: 'high',
});

/** Half of the rules ask for one thing, half for two things and a fact. */
function rulesFor(site: number, count: number): Rule[] {
  return Array.from({ length: count }, (_, at) => {
    const many: Condition = {
      atLeast: 3 + (at % 3),
      count: 'sessions',
      topic: 1 + (at % TOPICS),
      within: 14,
    };
    const days: Condition = { atLeast: 2, count: 'days', topic: 1 + ((at * 7) % TOPICS), within: 30 };
    const condition: Condition =
      at % 2 === 0 ? many : { all: [many, { any: [days, { attribute: 'country', in: ['GB'] }] }] };
    const id = `r${at}`;
    return {
      id,
      version: 1,
      site,
      title: id,
      condition,
      coolDownDays: 0,
      stayOpenDays: 1,
      position: at,
      topics,
    };
  });
}

const settingsFor = (rules: Rule[]): AlertSettings => ({
  rules: new RuleIndex(rules),
  accounts: new AccountIndex(),
  floors: new Map(),
  notices: new Map(),
  corrected: (organization) => organization,
});

/** What organizations did in the last 30 days; each session counts for its topic and for the whole site. */
function* past(site: number, until: number): Generator<Cell> {
  for (let at = 0; at < ORGANIZATIONS; at += 1) {
    const organization = String(at + 1);
    for (let cell = 0; cell < CELLS_EACH / 2; cell += 1) {
      const quarter = quarterOf(until - DAY - random() * 29 * DAY);
      yield { site, organization, topic: WHOLE_SITE, quarter, sessions: 1 };
      yield { site, organization, topic: 1 + pick(TOPICS), quarter, sessions: 1 };
    }
  }
}

const share = (list: number[], part: number): number =>
  [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * part)] ?? Number.NaN;

function costOfRules(now: number): void {
  const heap = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const evaluator = new Evaluator();
  for (const cell of past(1, now)) evaluator.cells.add(cell);
  const each = (heap() - before) / ORGANIZATIONS;
  console.log(
    `Memory: ${each.toFixed(0)} bytes for each of ${ORGANIZATIONS} organizations with ${CELLS_EACH} cells` +
      `${globalThis.gc ? '' : ' (without --expose-gc, so with garbage)'}`,
  );

  const quarter = quarterOf(now);
  const events = 50_000;
  const time = (count: number): number => {
    const settings = settingsFor(rulesFor(1, count));
    const began = performance.now();
    for (let n = 0; n < events; n += 1) {
      const organization = organizationOf(pick(ORGANIZATIONS));
      const topic = 1 + pick(TOPICS);
      for (const counted of [WHOLE_SITE, topic]) {
        evaluator.cells.add({ site: 1, organization: organization.id, topic: counted, quarter, sessions: 1 });
      }
      const news: News = {
        site: 1,
        organization,
        topics: new Map([
          [WHOLE_SITE, quarter],
          [topic, quarter],
        ]),
        lawful: { policyVersion: 1, noticeVersion: null },
      };
      evaluator.take(news, settings);
    }
    return ((performance.now() - began) / events) * 1000;
  };
  time(10);
  const base = time(10);
  for (const count of [10, 50, 200, 1000]) {
    const cost = count === 10 ? base : time(count);
    console.log(
      `${count} rules: ${cost.toFixed(1)} µs an event, ${(cost / base).toFixed(1)} times the cost of 10 rules ` +
        `with ${count / 10} times the rules`,
    );
  }
}

costOfRules(Date.now());

const { path, remove } = await dataDirectory();
const now = Date.now;
const database = await openEmbeddedDatabase({ path: join(path, 'database') });
await migrateDatabase(database);
const warehouse = await openEmbeddedWarehouse({ path: join(path, 'warehouse') });
const log = await openEmbeddedLog<LogEntry>({ path: join(path, 'log'), retention: DAY, now });
const site = await insertSite(
  database.db,
  { key: 'cp_bench', name: 'Shop', domains: [], demo: false },
  { policy: closedPolicy(), author: 'bench', reason: 'bench' },
);

const app = await apiServer({
  parts: testParts({ database, warehouse, now }),
  secret: 'a-secret-for-a-benchmark-with-enough-length-0123456789',
  publicUrl: 'http://localhost:4000',
  dashboard: resolve('dist/dashboard'),
  version: '0.0.0',
  trustedProxies: [],
});
await app.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.server.address() as AddressInfo;
const headers = { host: 'localhost:4000', origin: 'http://localhost:4000' };
const made = await app.inject({
  method: 'POST',
  url: '/v1/setup',
  headers,
  payload: {
    token: await issueFirstRunToken(database),
    name: 'Olga',
    email: 'olga@example.org',
    password: 'correct horse battery',
  },
});
const cookie = made.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

/** When the newest event of an organization was handed to the log. */
const sentAt = new Map<string, number>();
const toStream: number[] = [];
const stream = request({ port, path: '/v1/alerts/stream', headers: { ...headers, cookie } });
const told = new Set<string>();
stream.on('response', (response) => {
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const at = performance.now();
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const line = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (line === undefined) continue;
      const { id, org } = JSON.parse(line) as { id: string; org: { id: string } };
      const sent = sentAt.get(org.id);
      // Later changes of the same alert are not the first that somebody hears of it.
      if (sent !== undefined && !told.has(id)) toStream.push(at - sent);
      told.add(id);
    }
  });
});
stream.on('error', () => undefined);
stream.end();
await delay(300);

const settings = settingsFor(rulesFor(site, 200));
const store = databaseWindowStore(database, now);
const border = startOfDay(now()) - DAY;
const subscription = log.subscribe('alerts', async (partition, signal) => {
  await runAlerts({
    source: contributions(partition, signal, 0),
    settings: () => settings,
    store,
    history: async () => [...past(site, border)],
    now,
  });
});
await delay(3000);

const answers: number[] = [];
const failures: unknown[] = [];
let sent = 0;
function send(): void {
  sent += 1;
  const organization = organizationOf(pick(ORGANIZATIONS));
  const event: AcceptedEvent = {
    type: 'event',
    site,
    id: sent.toString(16).padStart(16, '0'),
    name: 'page_view',
    level: 'ORG',
    policyVersion: 1,
    reasons: [],
    time: quarterOf(now() - QUARTER * pick(3)),
    page: '/',
    referrerHost: '',
    country: organization.country,
    device: 'desktop',
    browser: '',
    topic: 1 + pick(TOPICS),
    campaign: 0,
    organization,
    visitor: '',
    visit: `v${sent}`,
    alert: true,
  };
  const began = performance.now();
  sentAt.set(organization.id, began);
  log.append([{ key: `${site}:${organization.id}`, id: event.id, value: event }]).then(
    () => answers.push(performance.now() - began),
    (error: unknown) => failures.push(error),
  );
}

const began = performance.now();
while (sent < EVENTS_A_SECOND * SECONDS) {
  const due = Math.min(
    EVENTS_A_SECOND * SECONDS,
    Math.floor(((performance.now() - began) / 1000) * EVENTS_A_SECOND),
  );
  while (sent < due) send();
  await delay(5);
}
const took = (performance.now() - began) / 1000;
await delay(2000);
const [stream50, stream99] = [share(toStream, 0.5), share(toStream, 0.99)];
const [log50, log99] = [share(answers, 0.5), share(answers, 0.99)];
const { count } = await database.db
  .selectFrom('windows')
  .select(({ fn }) => fn.countAll<number>().as('count'))
  .executeTakeFirstOrThrow();
console.log(
  `${sent} events in ${took.toFixed(1)} s (${(sent / took).toFixed(0)} a second), ${failures.length} refused, ` +
    `${count} windows, ${toStream.length} alerts`,
);
console.log(
  `Last event to alert on the stream: p50 ${stream50.toFixed(1)} ms, p99 ${stream99.toFixed(1)} ms; the log's own answer: ` +
    `p50 ${log50.toFixed(1)} ms, p99 ${log99.toFixed(1)} ms; ratio of medians ${(stream50 / log50).toFixed(1)}, ` +
    `of p99 ${(stream99 / log99).toFixed(1)}`,
);

stream.destroy();
await subscription.close();
await app.close();
await log.close();
await database.close();
await warehouse.close();
await remove();
