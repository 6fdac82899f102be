import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Contribution } from '../policy/rollup.ts';
import type { Rule } from '../policy/rule.ts';
import { DAY, QUARTER } from '../policy/time.ts';
import { bucketOf, WINDOW_LIFE } from './alert.ts';
import { runAlerts } from './run.ts';
import { type Opening, type WindowStore, Windows } from './windows.ts';

const noon = 20_000 * DAY + DAY / 2;

const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'r1',
  version: 1,
  site: 1,
  title: 'Pricing',
  topic: { id: 5, slug: 'pricing', label: 'Pricing' },
  sessions: 2,
  days: 7,
  ...change,
});

const session = (change: Partial<Contribution> = {}): Contribution => ({
  site: 1,
  organization: { id: '9', name: 'Example', domain: '', country: 'GB', kind: 'business', confidence: 'high' },
  topic: 5,
  quarter: noon,
  views: 1,
  sessions: 1,
  alert: true,
  policyVersion: 3,
  ...change,
});

/** A store in memory that remembers what was asked of it. */
function memoryStore(): WindowStore & { openings: Opening[]; ends: Map<string, number> } {
  const openings: Opening[] = [];
  const ends = new Map<string, number>();
  return {
    openings,
    ends,
    latest: async ({ rule: id, organization }) => {
      const found = openings.findLast(
        ({ match }) => match.rule.id === id && match.organization.id === organization,
      );
      return found ? { id: found.id, until: ends.get(found.id) ?? 0 } : null;
    },
    open: async (opening) => {
      if (ends.has(opening.id)) return;
      openings.push(opening);
      ends.set(opening.id, opening.expiresAt);
    },
    extend: async (id, end) => {
      ends.set(id, Math.max(end, ends.get(id) ?? 0));
    },
  };
}

async function run(
  batches: Contribution[][],
  options: {
    rules?: Rule[];
    replay?: Contribution[];
    recorded?: Contribution[];
    history?: Contribution[];
    store?: WindowStore;
  } = {},
) {
  const store = (options.store as ReturnType<typeof memoryStore> | undefined) ?? memoryStore();
  await runAlerts({
    source: (async function* () {
      if (options.replay) yield { contributions: options.replay, replay: true, recorded: true };
      if (options.recorded) yield { contributions: options.recorded, replay: false, recorded: true };
      for (const contributions of batches) yield { contributions, replay: false, recorded: false };
    })(),
    rules: () => options.rules ?? [rule()],
    store,
    history: async (from, until) =>
      (options.history ?? [])
        .filter((each) => each.quarter >= from && each.quarter < until)
        .map((each) => ({ ...each, organization: each.organization.id })),
    now: () => noon,
  });
  return store;
}

test('opens once when the rule is fulfilled, with evidence in words and times on the grid', async () => {
  const store = await run([[session()], [session({ quarter: noon + QUARTER })], [session()]]);
  expect(store.openings).toHaveLength(1);
  const body = store.openings[0]?.body;
  expect(body).toMatchObject({
    rule: { sentence: 'At least 2 sessions on Pricing within 7 days' },
    evidence: [{ kind: 'topic_sessions', label: 'Pricing', bucket: '2-3' }],
    lawful: { policyVersion: 3 },
    decision: 'human',
  });
  expect(Date.parse(body?.window.from ?? '') % QUARTER).toBe(0);
  // No number but the versions: nothing can be ranked by it.
  expect(JSON.stringify(body).match(/:\s*\d+(?=[,}])/g)).toEqual([':1', ':3']);
});

test('one session never opens a window, whatever the rule says', async () => {
  expect((await run([[session()]], { rules: [rule({ sessions: 1 })] })).openings).toEqual([]);
});

test('other sites, other topics, the whole site and events that may not feed alerts count for nothing', async () => {
  const store = await run([
    [
      session(),
      session({ site: 2 }),
      session({ topic: 6 }),
      session({ topic: 0 }),
      session({ alert: false }),
      session({ organization: { ...session().organization, id: '10' } }),
    ],
  ]);
  expect(store.openings).toEqual([]);
});

test('further visits keep the window open; after its life a visit opens the next', async () => {
  const later = noon + WINDOW_LIFE;
  const after = later + WINDOW_LIFE + 2 * QUARTER;
  const store = await run([
    [session(), session()],
    [session({ quarter: later })],
    [session({ quarter: after })],
  ]);
  expect(store.openings.map((opening) => opening.openedAt)).toEqual([noon, after]);
});

test('sessions outside the span of the rule do not count', async () => {
  const rules = [rule({ days: 1 })];
  expect((await run([[session({ quarter: noon - DAY }), session()]], { rules })).openings).toEqual([]);
  expect(
    (await run([[session({ quarter: noon - DAY + QUARTER }), session()]], { rules })).openings,
  ).toHaveLength(1);
});

test('a restart knows yesterday from the log and the days before from the warehouse, each once', async () => {
  const old = session({ quarter: noon - 5 * DAY });
  const yesterday = session({ quarter: noon - DAY });
  const rules = [rule({ sessions: 3 })];
  const known = { history: [old, yesterday], replay: [old, yesterday] };
  expect((await run([[session({ sessions: 0 })]], { ...known, rules })).openings).toEqual([]);
  expect((await run([[session()]], { ...known, rules })).openings).toHaveLength(1);
});

test('what came in last before a stop of days is known from the warehouse, counts once, and can open', async () => {
  const last = session({ quarter: noon - 5 * DAY });
  const known = { history: [last], recorded: [last] };
  expect((await run([], known)).openings).toEqual([]);
  expect((await run([[session()]], known)).openings).toHaveLength(1);
  const both = { history: [last, last], recorded: [last, last] };
  expect((await run([], both)).openings).toHaveLength(1);
});

test('the store is asked once about the same news, and what is over is not remembered', async () => {
  const store = memoryStore();
  const latest = vi.spyOn(store, 'latest');
  const windows = new Windows(store);
  const match = {
    rule: rule(),
    organization: session().organization,
    sessions: 2,
    days: 1,
    from: noon,
    to: noon + QUARTER,
  };
  await windows.take(match, 1);
  await windows.take(match, 1);
  windows.forget(noon + DAY);
  await windows.take(match, 1);
  expect(latest).toHaveBeenCalledTimes(1);
  windows.forget(noon + 2 * DAY);
  await windows.take(match, 1);
  expect(latest).toHaveBeenCalledTimes(2);
});

test('a batch that comes again after a crash opens nothing twice', async () => {
  const store = memoryStore();
  await run([[session(), session()]], { store });
  await run([[session(), session()]], { store });
  expect(store.openings).toHaveLength(1);
});

const anySessions = fc.array(
  fc.record({
    quarter: fc.integer({ min: 0, max: 40 * 96 }).map((n) => noon - 20 * DAY + n * QUARTER),
    topic: fc.constantFrom(5, 6),
  }),
  { maxLength: 12 },
);

test('taking a session away can only take windows away', async () => {
  await fc.assert(
    fc.asyncProperty(anySessions, fc.nat(), async (changes, index) => {
      const all = changes.map((change) => session(change)).sort((a, b) => a.quarter - b.quarter);
      const fewer = all.filter((_, i) => i !== index % Math.max(1, all.length));
      const count = async (list: Contribution[]) =>
        (await run(list.map((each) => [each]))).openings.length > 0;
      if (await count(fewer)) expect(await count(all)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('buckets', () => {
  expect([1, 2, 3, 4, 9, 10, 5000].map(bucketOf)).toEqual(['1', '2-3', '2-3', '4-9', '4-9', '10+', '10+']);
});
