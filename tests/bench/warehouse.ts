import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pastOf } from '../../alerts/past.ts';
import { countSeen } from '../../api/account-list/seen-accounts.ts';
import { countedBy, marksByPage, propertiesOf, viewsByPage } from '../../api/behaviour/queries.ts';
import { knownOrganizations } from '../../api/corrections/known-organizations.ts';
import { matchQuality } from '../../api/corrections/match-quality.ts';
import {
  countOrganizations,
  organizationCells,
  organizationsSeen,
  viewsSince,
} from '../../api/organizations/queries.ts';
import { refusalsOf } from '../../api/privacy/refusals.ts';
import { testParts } from '../../api/server.fixture.ts';
import { installOf } from '../../api/sites/install.ts';
import { seenPages } from '../../api/topics/seen-pages.ts';
import { openEmbeddedDatabase } from '../../infra/database/embedded.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';
import { openEmbeddedWarehouse } from '../../infra/warehouse/embedded.ts';
import { UNKNOWN_TO_SALES } from '../../policy/accounts.ts';
import { DAY, dayOf, HOUR, QUARTER, startOfDay } from '../../policy/time.ts';
import { DAYS, generateRows } from './warehouse-rows.ts';

/**
 * The dashboard's queries over many events: `npm run bench:warehouse`. Each runs through the API's own function for the
 * largest site, with another organization, text or day each time. The baseline is a full scan of the same rows in the same run.
 */
const EVENTS = Number(process.env.CLEARPANE_BENCH_EVENTS ?? 100_000_000);
const RUNS = Number(process.env.CLEARPANE_BENCH_RUNS ?? 40);
const SITE = 1;
/** Aim, milliseconds. */
const AIM = 150;

const FULL_SCAN = `
  SELECT (SELECT (count(), uniq(organization), uniq(page), max(time)) FROM events) AS named,
    (SELECT (sum(views), uniq(page), max(hour)) FROM counts) AS counted`;

const share = (list: number[], part: number): number =>
  [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * part)] ?? Number.NaN;

async function times(runs: number, work: (run: number) => Promise<unknown>): Promise<number[]> {
  await work(0);
  const found: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await work(run);
    found.push(performance.now() - began);
  }
  return found;
}

const path = await mkdtemp(join(tmpdir(), 'clearpane-bench-'));
const warehouse = await openEmbeddedWarehouse({ path: join(path, 'warehouse') });
const database = await openEmbeddedDatabase({ path: null });
try {
  await migrateDatabase(database);
  const now = startOfDay(Date.now());
  const began = performance.now();
  await generateRows(warehouse, { events: EVENTS, from: (now - DAYS * DAY) / 1000 }, (done) => {
    const seconds = (performance.now() - began) / 1000;
    console.log(`${done} of ${EVENTS} events, ${Math.round(done / seconds)} a second`);
  });
  const tables = await warehouse.query<{ table: string; stored: string; parts: string; bytes: string }>(
    `SELECT table, sum(rows) AS stored, count() AS parts, sum(bytes_on_disk) AS bytes FROM system.parts
     WHERE active AND database = currentDatabase() GROUP BY table HAVING stored > 100 ORDER BY table`,
  );
  for (const { table, stored, parts, bytes } of tables) {
    console.log(`${table}: ${stored} rows in ${parts} parts, ${(Number(bytes) / 1e6).toFixed(0)} MB`);
  }

  const parts = testParts({ database, warehouse, now: () => now });
  const span = (days: number) => ({ site: SITE, from: (now - days * DAY) / 1000, to: now / 1000 });
  // The afternoon of the last day; a span that begins and ends in the middle of a day.
  const afternoon = now - 8 * HOUR;
  const broken = {
    site: SITE,
    from: (afternoon - (DAYS - 1) * DAY) / 1000,
    to: (afternoon + QUARTER) / 1000,
  };
  const days = (count: number) => ({ site: SITE, from: dayOf(now - count * DAY), to: dayOf(now) });
  const page = { after: null, limit: 50, now: now / 1000 };
  const site = { id: SITE, key: 'cp_bench', name: 'Shop', domains: [], demo: false, createdAt: '' };
  const named = await warehouse.query<{ id: string }>(
    'SELECT toString(id) AS id FROM organizations ORDER BY length(name), name LIMIT {runs:UInt32}',
    { runs: RUNS },
  );
  const idOf = (run: number): string => named[run]?.id ?? '';
  const pages = (await viewsByPage(warehouse, span(30))).map((each) => each.page);
  const accounts = named.map(({ id }) => ({
    ...UNKNOWN_TO_SALES,
    organization: id,
    domain: null,
    name: '',
    country: '',
  }));
  const queries: Record<string, (run: number) => Promise<unknown>> = {
    'organizations, 7 days': () => organizationsSeen(warehouse, span(7), {}, page),
    'organizations, 30 days': () => organizationsSeen(warehouse, span(30), {}, page),
    'organizations, by text': (run) => organizationsSeen(warehouse, span(30), { text: `ion ${run}` }, page),
    'organizations, by a rare text': (run) =>
      organizationsSeen(warehouse, span(30), { text: `ion ${12_000 + 97 * run}` }, page),
    'how many organizations, 30 days': () => countOrganizations(warehouse, span(30), {}),
    'one organization': (run) => organizationsSeen(warehouse, span(30), { id: idOf(run) }, page),
    'cells of an organization': (run) => organizationCells(warehouse, span(30), idOf(run)),
    'organizations, 30 days from the hour': () => organizationsSeen(warehouse, broken, {}, page),
    'organizations now': () =>
      organizationsSeen(
        warehouse,
        { ...broken, from: (afternoon - QUARTER) / 1000 },
        {},
        { ...page, limit: 100 },
      ),
    'views of the last day': () =>
      viewsSince(warehouse, { site: SITE, quarter: (now - DAY) / 1000, hour: (now - DAY) / 1000 }),
    'views of the last hours': () =>
      viewsSince(warehouse, { site: SITE, quarter: (afternoon - QUARTER) / 1000, hour: afternoon / 1000 }),
    'views by page, 7 days': () => viewsByPage(warehouse, span(7)),
    'views by page, 30 days': () => viewsByPage(warehouse, span(30)),
    'depth of pages, 30 days': () => marksByPage(warehouse, span(30), pages),
    'counted by detail, 30 days': () => countedBy(warehouse, span(30), 'download', 'detail'),
    'values of events, 30 days': () => propertiesOf(warehouse, span(30)),
    'pages seen, for topics': () => seenPages(warehouse, SITE, now),
    'quality of matches, 30 days': () => matchQuality(parts, days(30)),
    'refusals, 30 days': () => refusalsOf(warehouse, days(30)),
    'whether anything arrived': () => installOf(parts, site),
    'organizations known by text': (run) => knownOrganizations(warehouse, `zation ${run}`),
    'accounts that were seen': () => countSeen(warehouse, accounts),
    'past of a rule, 1 day': () =>
      pastOf(warehouse, { site: SITE, from: now - DAY, until: now }, (found) => found),
  };
  const scan = share(await times(5, () => warehouse.query(FULL_SCAN)), 0.5);
  console.log(`full scan: p50 ${scan.toFixed(0)} ms`);
  for (const [name, query] of Object.entries(queries)) {
    const found = await times(RUNS, query);
    const [p50, p95] = [share(found, 0.5), share(found, 0.95)];
    console.log(
      `${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (${(p95 / scan).toFixed(3)} of a full scan)` +
        `${p95 > AIM ? `, above ${AIM} ms` : ''}`,
    );
  }
} finally {
  await database.close();
  await warehouse.close();
  await rm(path, { recursive: true, force: true });
}
