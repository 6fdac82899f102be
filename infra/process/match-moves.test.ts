import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Correction, Past } from '../../api/contract-corrections.ts';
import { openTestApi, type TestApi } from '../../api/server.fixture.ts';
import { rowsOf } from '../../ingest/writer/rows.ts';
import type { AcceptedEvent } from '../../policy/event.ts';
import { Rollup } from '../../policy/rollup.ts';
import { DAY, QUARTER, quarterOf } from '../../policy/time.ts';
import type { MovingWarehouse } from '../warehouse/organization-moves.ts';
import { runMatchMoves } from './match-moves.ts';

let api: TestApi;
let sales: string;
let made = 0;
const now = (): number => Date.now();
/** All visits came before any decision, also when a quarter of an hour begins between two lines. */
const VISITED = quarterOf(now());
const timeOf = (index: number): number => VISITED - (index % 2) * 25 * DAY - index * QUARTER;
/** What is moved is moved month by month; how many months the visits fall into depends on today. */
const monthsOf = (visits: number): number =>
  new Set(Array.from({ length: visits }, (_, index) => new Date(timeOf(index)).toISOString().slice(0, 7)))
    .size;

beforeAll(async () => {
  api = await openTestApi({ now });
  sales = await api.join('sales', 'sales');
});
afterAll(() => api.close());

const run = (warehouse: MovingWarehouse = api.warehouse) =>
  runMatchMoves({ database: api.database, warehouse, now });

/** Ids of as many organizations, each with visits on days that lie far apart. */
async function organizations(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    made += 1;
    const id = String(9n * 10n ** 18n + BigInt(made));
    ids.push(id);
    await visits(id, 3 + index);
  }
  return ids;
}

async function visits(id: string, count: number): Promise<void> {
  const rollup = new Rollup();
  const events = Array.from({ length: count }, (_, index): AcceptedEvent => {
    made += 1;
    return {
      type: 'event',
      site: 1 + (index % 2),
      id: made.toString(16).padStart(16, '0'),
      name: 'page_view',
      level: 'ORG',
      policyVersion: 1,
      reasons: ['B01'],
      time: timeOf(index),
      page: '/pricing',
      referrerHost: '',
      country: 'GB',
      device: 'desktop',
      browser: 'Firefox 133',
      topic: index % 3,
      organization: {
        id,
        name: `Number ${id}`,
        domain: '',
        country: 'GB',
        kind: 'business',
        confidence: 'high',
      },
      visitor: '',
      visit: `v${made}`,
      alert: true,
    };
  });
  for (const rows of rowsOf(events, rollup)) await api.warehouse.insert(rows, `${rows.table} ${made}`);
}

/** All that is stored about organizations, as reports see it. */
async function stored(of: readonly string[]) {
  const quarters = await api.warehouse.query(
    `SELECT site, toString(organization) AS id, topic, toUnixTimestamp(t.quarter) AS at, alert, sum(views) AS v,
            sum(sessions) AS s
     FROM organization_quarters AS t WHERE has({of:Array(String)}, toString(organization))
     GROUP BY site, id, topic, at, alert HAVING v != 0 OR s != 0 ORDER BY ALL`,
    { of },
  );
  const events = await api.warehouse.query(
    `SELECT site, toString(t.id) AS event, toString(organization) AS organization, page FROM events AS t
     WHERE has({of:Array(String)}, toString(organization)) ORDER BY ALL`,
    { of },
  );
  return { quarters, events };
}

async function correct(id: string, verdict: object): Promise<number> {
  const answer = await api.call('POST', '/v1/corrections', {
    payload: { target: { organization: id }, verdict },
    cookie: sales,
  });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<Correction>().id;
}
const past = async (id: number): Promise<Past> =>
  (await api.call('GET', `/v1/corrections/${id}/past`, { cookie: sales })).json();
const apply = (id: number) => api.call('POST', `/v1/corrections/${id}/past`, { cookie: sales });
const undo = (id: number) => api.call('POST', `/v1/corrections/${id}/undo`, { cookie: sales });

const is = (id: string) => ({ kind: 'is', organization: { id } });

test('the past is offered, moved whole, and comes back exactly; what it joined stays', async () => {
  const [wrong = '', right = ''] = await organizations(2);
  const [ofWrong, ofRight] = [await stored([wrong]), await stored([right])];
  const id = await correct(wrong, is(right));
  expect(await past(id)).toMatchObject({ state: 'offered', sessions: 3 });
  expect((await apply(id)).json()).toMatchObject({ state: 'moving' });
  await apply(id);
  await run();
  const months = monthsOf(3);
  const progress = { done: months, total: months };
  expect(await past(id)).toMatchObject({ state: 'moved', sessions: 3, progress });
  expect(await stored([wrong])).toEqual({ quarters: [], events: [] });
  expect((await stored([right])).events).toHaveLength(ofWrong.events.length + ofRight.events.length);

  // Something that was accepted before the decision arrives late, and is taken along.
  await visits(wrong, 1);
  await run();
  expect((await stored([wrong])).quarters).toEqual([]);
  await undo(id);
  await run();
  expect((await stored([wrong])).events).toHaveLength(ofWrong.events.length + 1);
  expect(await stored([right])).toEqual(ofRight);
});

test('not them: the past is nobody’s, and no report shows it', async () => {
  const [wrong = ''] = await organizations(1);
  const before = await stored([wrong]);
  const id = await correct(wrong, { kind: 'not_them' });
  await apply(id);
  await run();
  expect(await stored([wrong])).toEqual({ quarters: [], events: [] });
  await undo(id);
  await run();
  expect(await stored([wrong])).toEqual(before);
});

test('another decision about the same brings back what the first one moved', async () => {
  const [wrong = '', first = '', second = ''] = await organizations(3);
  const before = await stored([first]);
  const earlier = await correct(wrong, is(first));
  await apply(earlier);
  await run();
  const id = await correct(wrong, is(second));
  await run();
  expect(await stored([first])).toEqual(before);
  expect(await past(id)).toMatchObject({ state: 'offered', sessions: 3 });
  expect((await apply(earlier)).json().code).toBe('no_past');
});

test('about networks nothing can be offered', async () => {
  const answer = await api.call('POST', '/v1/corrections', {
    payload: { target: { network: '192.0.2.0/24' }, verdict: { kind: 'isp' } },
    cookie: api.owner,
  });
  const { id } = answer.json<Correction>();
  expect(await past(id)).toMatchObject({ state: 'none' });
  expect((await apply(id)).json().code).toBe('no_past');
});

test('chains of corrections, taken back in any order, leave every report as it was', async () => {
  const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
  await fc.assert(
    fc.asyncProperty(order, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), async (back, pauses) => {
      const all = await organizations(3);
      const [a = '', b = '', c = ''] = all;
      const before = await stored(all);
      const decisions: number[] = [];
      for (const [index, verdict] of [is(b), is(c), { kind: 'isp' }].entries()) {
        const id = await correct([a, b, c][index] ?? '', verdict);
        decisions.push(id);
        await apply(id);
        if (pauses[index]) await run();
      }
      await run();
      for (const [index, each] of back.entries()) {
        await undo(decisions[each] ?? 0);
        if (pauses[3 + index]) await run();
      }
      await run();
      expect(await stored(all)).toEqual(before);
    }),
    { numRuns: 2 },
  );
}, 120_000);

/** A warehouse that fails at one call, before it is done or after, as a crash would have it. */
function failing(at: number, after: boolean): MovingWarehouse {
  let calls = 0;
  const mayFail = async <T>(work: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls === at && !after) throw new Error('crash');
    const result = await work();
    if (calls === at) throw new Error('crash');
    return result;
  };
  return {
    query: (...args) => mayFail(() => api.warehouse.query(...args)),
    insert: (...args) => mayFail(() => api.warehouse.insert(...args)),
    command: (...args) => mayFail(() => api.warehouse.command(...args)),
    settled: (table) => api.warehouse.settled(table),
  };
}

test('wherever it is interrupted, it goes on: nothing is lost and nothing counts twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 14 }), fc.boolean(), async (at, after) => {
      const all = await organizations(2);
      const [wrong = '', right = ''] = all;
      const before = await stored(all);
      const id = await correct(wrong, is(right));
      await apply(id);
      await run(failing(at, after)).catch(() => undefined);
      await run();
      expect(await past(id)).toMatchObject({ state: 'moved', sessions: 3 });
      expect((await stored([right])).events).toHaveLength(before.events.length);
      await undo(id);
      await run(failing(at, after)).catch(() => undefined);
      await run();
      expect(await stored(all)).toEqual(before);
    }),
    { numRuns: 5 },
  );
}, 120_000);
