import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pastOf } from '../../alerts/past.ts';
import { rollupHistory } from '../../alerts/rollup-history.ts';
import { viewsByPage } from '../../api/behaviour/queries.ts';
import { knownOrganizations } from '../../api/corrections/known-organizations.ts';
import {
  countOrganizations,
  organizationCells,
  organizationsSeen,
  viewsSince,
} from '../../api/organizations/queries.ts';
import { refusalsOf } from '../../api/privacy/refusals.ts';
import { sweepRemovedSites } from '../../api/sites/sites.ts';
import { seenPages } from '../../api/topics/seen-pages.ts';
import { openEmbeddedDatabase } from '../../infra/database/embedded.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';
import type { Engine } from '../../infra/engines/engine.ts';
import { openEmbeddedLog } from '../../infra/log/embedded.ts';
import type { EventLog } from '../../infra/log/log.ts';
import { openEmbeddedWarehouse } from '../../infra/warehouse/embedded.ts';
import { migrations } from '../../infra/warehouse/migrations.ts';
import { moveOrganization, returnOrganization } from '../../infra/warehouse/organization-moves.ts';
import { openServerWarehouse } from '../../infra/warehouse/server.ts';
import { migrateWarehouse, type Warehouse } from '../../infra/warehouse/warehouse.ts';
import { rowsOf } from '../../ingest/writer/rows.ts';
import { writer, writtenUpTo } from '../../ingest/writer/writer.ts';
import type { AcceptedEvent, LogEntry } from '../../policy/event.ts';
import { Rollup } from '../../policy/rollup.ts';
import { DAY, HOUR, quarterOf } from '../../policy/time.ts';
import { askServer, openTestCluster } from './test-cluster.ts';

/** Most of three copies are there when one is away; most of two are not. */
const cluster = await openTestCluster([3, 2]);
afterAll(async () => {
  await cluster?.close();
});

const ORGANIZATIONS = 12;
const EVENTS = 300;
const NOW = quarterOf(Date.now());

/** Every fourth view is only counted; two sites, two days, organizations on both shards. */
function view(number: number): AcceptedEvent {
  const counted = number % 4 === 3;
  const id = String(1 + (number % ORGANIZATIONS));
  return {
    type: 'event',
    site: 1 + (number % 2),
    id: number.toString(16).padStart(16, '0'),
    name: 'page_view',
    level: counted ? 'COUNT' : 'ORG',
    policyVersion: 1,
    reasons: ['B01'],
    time: NOW - (number % 3) * HOUR - (number % 2) * DAY,
    page: `/page-${number % 5}`,
    referrerHost: '',
    country: 'GB',
    device: 'desktop',
    browser: 'Firefox 133',
    topic: number % 3,
    organization: counted
      ? null
      : { id, name: `Number ${id}`, domain: '', country: 'GB', kind: 'business', confidence: 'high' },
    visitor: '',
    visit: counted ? '' : `visit ${number % 40}`,
    alert: !counted,
  };
}

const views = (first: number, next: number): AcceptedEvent[] =>
  Array.from({ length: next - first }, (_, index) => view(first + index));

describe.skipIf(cluster === null)('a cluster of two shards, with three copies and two', () => {
  const [copies = [], pair = []] = cluster?.shards ?? [];
  const servers = [...copies, ...pair];
  let directory: string;
  let warehouse: Warehouse;
  let single: Warehouse;
  let log: EventLog<LogEntry>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clearpane-on-cluster-'));
    warehouse = await openServerWarehouse({
      url: cluster?.url('clearpane') ?? '',
      cluster: cluster?.name ?? null,
    });
    await migrateWarehouse(warehouse, migrations);
    single = await openEmbeddedWarehouse({ path: join(directory, 'warehouse') });
    log = await openEmbeddedLog({ path: join(directory, 'log'), retention: 72 * HOUR, now: Date.now });
  }, 120_000);
  afterAll(async () => {
    await log?.close();
    await single?.close();
    await warehouse?.close();
    if (directory) await rm(directory, { recursive: true, force: true });
  });

  const write = () =>
    log.subscribe(
      'writer',
      writer({ warehouse, patience: 20, elapsed: () => performance.now(), onError: () => undefined }),
    );
  const append = (events: readonly AcceptedEvent[]) =>
    log.append(events.map((value) => ({ key: '', id: value.id, value })));
  const named = (until: number): string =>
    String(views(0, until).filter(({ level }) => level === 'ORG').length);
  const stored = async (): Promise<{ all: string; different: string } | undefined> =>
    (
      await warehouse.query<{ all: string; different: string }>(
        'SELECT count() AS all, uniqExact(id) AS different FROM events',
      )
    )[0];
  const kill = (...killed: (Engine | undefined)[]) =>
    Promise.all(killed.map((each) => each?.stop('SIGKILL')));

  /** What each copy has, by shard; all of one shard say the same once they have caught up. */
  async function held(): Promise<string[][]> {
    const query = `SELECT (SELECT count() FROM events_local) AS events, (SELECT sum(cityHash64(site, id, organization)) FROM events_local) AS hash,
      (SELECT sum(views) FROM organization_quarters_local) AS views, (SELECT sum(sessions) FROM organization_quarters_local) AS sessions,
      (SELECT sum(views) FROM counts_local) AS counted, (SELECT max(next) FROM log_batches_local) AS next`;
    return Promise.all(
      [copies, pair].map((of) =>
        Promise.all(of.map(async (server) => JSON.stringify(await askServer(server, query)))),
      ),
    );
  }
  const alike = async (): Promise<number[]> => (await held()).map((of) => new Set(of).size);

  test('the schema is on every server, replicated, and taken once', async () => {
    const before = await Promise.all(
      servers.map((server) =>
        askServer(
          server,
          "SELECT name, create_table_query FROM system.tables WHERE database = 'clearpane' ORDER BY name",
        ),
      ),
    );
    expect(before[0]).toHaveLength(18);
    for (const tables of before) expect(tables).toEqual(before[0]);
    await migrateWarehouse(warehouse, migrations);
    for (const [index, of] of [copies, pair].entries()) {
      for (const server of of) {
        const replicas = await askServer(
          server,
          `SELECT DISTINCT toUInt32(total_replicas) AS total, toUInt32(active_replicas) AS active, is_readonly FROM system.replicas`,
        );
        expect(replicas).toEqual([{ total: [3, 2][index], active: [3, 2][index], is_readonly: 0 }]);
      }
    }
  });

  test('all queries answer as one server does', async () => {
    const rollup = new Rollup();
    for (let first = 0; first < EVENTS; first += 100) {
      for (const rows of rowsOf(views(first, first + 100), rollup)) {
        await single.insert(rows, `${rows.table} ${first}`);
      }
    }
    await append(views(0, EVENTS));
    const writing = write();
    await expect.poll(() => writtenUpTo(warehouse, 0), { timeout: 60_000 }).toBe(EVENTS);
    await expect.poll(stored, { timeout: 60_000 }).toEqual({ all: named(EVENTS), different: named(EVENTS) });
    await writing.close();
    const [left = 0, right = 0] = await Promise.all(
      [copies[0], pair[0]].map(async (server) =>
        server
          ? Number((await askServer<{ n: string }>(server, 'SELECT count() AS n FROM events_local'))[0]?.n)
          : 0,
      ),
    );
    expect(Math.min(left, right)).toBeGreaterThan(0);
    expect(String(left + right)).toBe(named(EVENTS));

    const seconds = Math.floor(NOW / 1000);
    const span = { site: 1, from: seconds - 3 * 86_400, to: seconds + 86_400 };
    const days = { site: 2, from: '2000-01-01', to: '2100-01-01' };
    const past = { site: 1, from: NOW - 3 * DAY, until: NOW + DAY };
    const answers = async (of: Warehouse) => ({
      page: await organizationsSeen(of, span, {}, { after: null, limit: 5, now: span.to }),
      found: await organizationsSeen(
        of,
        span,
        { text: 'number 3', country: 'GB' },
        { after: null, limit: 5, now: span.to },
      ),
      count: await countOrganizations(of, span, { kind: 'business' }),
      cells: await organizationCells(of, span, '3'),
      since: await viewsSince(of, { site: 1, quarter: span.from, hour: span.from }),
      pages: await viewsByPage(of, span),
      seen: await seenPages(of, 1, NOW),
      refusals: await refusalsOf(of, days),
      known: await knownOrganizations(of, 'number'),
      history: sorted(await rollupHistory(of, NOW - 3 * DAY, NOW + DAY)),
      past: sorted((await pastOf(of, past, (organization) => organization)).cells),
    });
    expect(await answers(warehouse)).toEqual(await answers(single));
  }, 120_000);

  test('while a copy is away, all is read; shards with most of their copies take in, the other one waits; nothing counts twice', async () => {
    const counted = (count: number) => ({
      table: 'refusals',
      columns: ['site', 'day', 'reason', 'count'] as const,
      rows: [0, 1].map((site) => [site, '2026-11-24', 'X01', count]),
    });
    const refused = async () =>
      (await warehouse.query<{ n: string }>("SELECT sum(count) AS n FROM refusals WHERE reason = 'X01'"))[0]
        ?.n;
    const insert = (count: number, token: string) => persist(() => warehouse.insert(counted(count), token));
    await insert(5, 'before');
    await kill(copies[0]);
    await insert(5, 'before');
    await insert(7, 'meanwhile');
    await insert(7, 'meanwhile');
    expect(await refused()).toBe('24');

    let writing = write();
    await append(views(EVENTS, EVENTS + 100));
    await expect
      .poll(stored, { timeout: 60_000 })
      .toEqual({ all: named(EVENTS + 100), different: named(EVENTS + 100) });

    await kill(pair[0]);
    await append(views(EVENTS + 100, EVENTS + 200));
    await expect(warehouse.insert(counted(1), 'later')).rejects.toThrow(/quorum/i);
    // Whoever takes over goes on where the last one stood.
    await writing.close();
    writing = write();
    expect(Number((await stored())?.all)).toBeLessThan(Number(named(EVENTS + 200)));

    await copies[0]?.start();
    await pair[0]?.start();
    await expect
      .poll(stored, { timeout: 60_000 })
      .toEqual({ all: named(EVENTS + 200), different: named(EVENTS + 200) });
    await insert(1, 'later');
    await insert(7, 'meanwhile');
    await expect.poll(alike, { timeout: 60_000 }).toEqual([1, 1]);
    expect(await refused()).toBe('26');
    await writing.close();
    const sums = async (of: Warehouse) =>
      of.query('SELECT sum(views) AS views, sum(sessions) AS sessions FROM organization_quarters');
    const rollup = new Rollup();
    rowsOf(views(0, EVENTS), rollup);
    for (const rows of rowsOf(views(EVENTS, EVENTS + 200), rollup))
      await single.insert(rows, `${rows.table} rest`);
    expect(await sums(warehouse)).toEqual(await sums(single));
  }, 180_000);

  test('what is moved to an organization of another shard arrives once, and comes back exactly', async () => {
    const all = async () => ({
      events: await warehouse.query('SELECT site, id, organization FROM events ORDER BY ALL'),
      quarters: await warehouse.query(
        `SELECT site, organization, topic, quarter, sum(t.views) AS v, sum(t.sessions) AS s FROM organization_quarters AS t
         GROUP BY ALL HAVING v != 0 OR s != 0 ORDER BY ALL`,
      ),
    });
    const before = await all();
    const [far] = await warehouse.query<{ id: string }>(
      `SELECT toString(number) AS id FROM numbers(2, ${ORGANIZATIONS - 1})
       WHERE intHash64(number) % 2 != intHash64(toUInt64(1)) % 2 LIMIT 1`,
    );
    for (const to of [far?.id ?? '', '0']) {
      await persist(() => moveOrganization(warehouse, { id: 7, from: '1', to }, async () => undefined));
      const there = await all();
      expect(there.events).toHaveLength(before.events.length);
      expect(there.events.filter((row) => (row as { organization: string }).organization === '1')).toEqual(
        [],
      );
      expect(there.quarters.filter((row) => (row as { organization: string }).organization === '1')).toEqual(
        [],
      );
      await persist(() => returnOrganization(warehouse, { id: 7, from: '1', to }, async () => undefined));
      expect(await all()).toEqual(before);
    }
    const misplaced = await warehouse.query(
      `SELECT DISTINCT organization FROM clusterAllReplicas('clearpane', clearpane.events_local)
       WHERE intHash64(organization) % 2 + 1 != toUInt8(getMacro('shard'))`,
    );
    expect(misplaced).toEqual([]);
    await expect.poll(alike, { timeout: 60_000 }).toEqual([1, 1]);
  }, 120_000);

  test('what belongs to a site that is gone goes, names of nobody too, on every copy', async () => {
    const database = await openEmbeddedDatabase({ path: null });
    await migrateDatabase(database);
    await persist(() => sweepRemovedSites(database, warehouse));
    await database.close();
    await expect
      .poll(async () =>
        Promise.all(
          servers.map(async (server) =>
            askServer(
              server,
              `SELECT toUInt32((SELECT count() FROM events_local) + (SELECT count() FROM counts_local WHERE site != 0)
                 + (SELECT count() FROM organization_quarters_local) + (SELECT count() FROM organizations_local)) AS rows`,
            ),
          ),
        ),
      )
      .toEqual(servers.map(() => [{ rows: 0 }]));
  });
});

/** As who writes and moves does: tries until it works. */
async function persist<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 20) throw error;
      await delay(500);
    }
  }
}

const sorted = <T>(rows: readonly T[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
