import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../ingest/writer/rows.ts';
import type { AcceptedEvent, LogEntry } from '../../policy/event.ts';
import type { MatchOutcome } from '../../policy/match-outcome.ts';
import { Rollup } from '../../policy/rollup.ts';
import { DAY, hourOf } from '../../policy/time.ts';
import type { MatchQuality } from '../contract-corrections.ts';
import { openTestApi, type TestApi } from '../server.fixture.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
let api: TestApi;
let site: number;
let made = 0;

beforeAll(async () => {
  api = await openTestApi({ now: () => NOW });
  site = await api.addSite(api.owner);
});
afterAll(() => api.close());

const counted = (outcome: MatchOutcome | undefined, time = NOW): AcceptedEvent => {
  made += 1;
  return {
    type: 'event',
    site,
    id: made.toString(16).padStart(16, '0'),
    name: 'page_view',
    level: 'COUNT',
    policyVersion: 1,
    reasons: ['I01'],
    time: hourOf(time),
    page: '/',
    referrerHost: '',
    country: '',
    device: 'desktop',
    browser: 'Firefox 133',
    topic: 0,
    organization: null,
    visitor: '',
    visit: '',
    alert: false,
    ...(outcome ? { outcome } : {}),
  };
};

const write = async (entries: LogEntry[], token: string): Promise<void> => {
  for (const rows of rowsOf(entries, new Rollup()))
    await api.warehouse.insert(rows, `${rows.table} ${token}`);
};
const quality = async (query = ''): Promise<MatchQuality> =>
  (await api.call('GET', `/v1/sites/${site}/match-quality${query}`, { cookie: api.owner })).json();

test('outcomes are counted by day, once, also by refusals; older entries have none', async () => {
  const entries: LogEntry[] = [
    counted('provider'),
    counted('provider'),
    counted('named_high', NOW - DAY),
    counted(undefined),
    { type: 'refusals', site, day: '2026-11-20', reason: 'X03', count: 4 },
    { type: 'refusals', site, day: '2026-11-20', reason: 'K01', count: 9 },
  ];
  await write(entries, 'one');
  await write(entries, 'one');
  const { outcomes, days, evidence } = await quality();
  expect(Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, count]))).toMatchObject({
    provider: 2,
    named_high: 1,
    excluded: 4,
    vpn: 0,
  });
  expect(days).toContainEqual({ day: '2026-11-19', outcome: 'named_high', count: 1 });
  expect(evidence).toEqual({ agreed: 0, disagreed: 0 });
  expect((await quality('?from=2026-11-20&to=2026-11-20')).days.map(({ outcome }) => outcome)).toEqual([
    'excluded',
    'provider',
  ]);
});

test('what is stored of an outcome is a site, a day, a word and a count', async () => {
  const columns = await api.warehouse.query<{ name: string }>(
    "SELECT name FROM system.columns WHERE table = 'match_outcomes' ORDER BY position",
  );
  expect(columns.map(({ name }) => name)).toEqual(['site', 'day', 'outcome', 'count']);
});

test('corrections by kind, and counts of evidence', async () => {
  const verdict = (kind: string) =>
    api.call('POST', '/v1/corrections', {
      payload: { target: { network: '192.0.2.0/24' }, verdict: { kind } },
      cookie: api.owner,
    });
  await verdict('isp');
  const { id } = (await verdict('not_them')).json();
  await api.call('POST', `/v1/corrections/${id}/undo`, { cookie: api.owner });
  await api.database.db
    .insertInto('match_evidence')
    .values([
      { site_id: site, day: '2026-11-18', agreed: true, count: 3 },
      { site_id: site, day: '2026-11-19', agreed: true, count: 2 },
      { site_id: site, day: '2026-11-19', agreed: false, count: 1 },
    ])
    .execute();
  expect(await quality()).toMatchObject({
    corrections: { notThem: 0, is: 0, isp: 1, undone: 1 },
    evidence: { agreed: 5, disagreed: 1 },
  });
  expect((await quality('?from=2026-11-19')).evidence).toEqual({ agreed: 2, disagreed: 1 });
});
