import { expect, test } from 'vitest';
import { AccountIndex } from '../policy/accounts.ts';
import { DAY, QUARTER } from '../policy/time.ts';
import { bucketOf } from './buckets.ts';
import { MemoryStore, noon, organization, rule, run, session, settings } from './streams.fixture.ts';

const one = settings([rule()]);
const opened = (store: MemoryStore): number[] => store.spans().map(({ openedAt }) => openedAt);

test('opens once when the rule is fulfilled, with evidence in words and times on the grid', async () => {
  const store = await run([[session()], [session({ quarter: noon + QUARTER })], [session()]], {
    settings: settings([rule()], { notices: new Map([[1, 4]]) }),
  });
  expect(store.alerts).toHaveLength(1);
  const [body] = store.alerts;
  expect(body).toMatchObject({
    rule: { sentence: 'At least 2 sessions on Pricing within 7 days' },
    evidence: [{ kind: 'topic_sessions', label: 'Pricing', bucket: '2-3' }],
    lawful: { policyVersion: 3, noticeVersion: 4 },
    decision: 'human',
  });
  expect(body?.org).not.toHaveProperty('relation');
  expect(Date.parse(body?.window.from ?? '') % QUARTER).toBe(0);
});

test('one session never opens a window, whatever the rule says, and officers may ask for more', async () => {
  const asked = rule({ condition: { atLeast: 1, count: 'sessions', topic: 5, within: 7 } });
  expect(opened(await run([[session()]], { settings: settings([asked]) }))).toEqual([]);
  const two = [[session(), session()]];
  expect(opened(await run(two, { settings: settings([asked]) }))).toEqual([noon]);
  const raised = (sessions: number, days: number) =>
    settings([asked], { floors: new Map([[1, { sessions, days }]]) });
  expect(opened(await run(two, { settings: raised(3, 1) }))).toEqual([]);
  expect(opened(await run(two, { settings: raised(1, 2) }))).toEqual([]);
  // Never less than the product asks for.
  expect(opened(await run([[session()]], { settings: raised(1, 1) }))).toEqual([]);
});

test('other sites, other topics, the whole site and events that may not feed alerts count for nothing', async () => {
  const store = await run(
    [
      [
        session(),
        session({ site: 2 }),
        session({ topic: 6 }),
        session({ topic: 0 }),
        session({ alert: false }),
        session({ organization: organization({ id: '10' }) }),
      ],
    ],
    { settings: one },
  );
  expect(opened(store)).toEqual([]);
});

test('lists and facts decide with sessions; what nobody knows fulfils nothing', async () => {
  const pair = [[session(), session()]];
  const asks = (condition: object) =>
    settings(
      [
        rule({
          condition: {
            all: [{ atLeast: 2, count: 'sessions', topic: 5, within: 7 }, condition as never],
          },
        }),
      ],
      {
        accounts: new AccountIndex([
          {
            organization: null,
            domain: null,
            name: 'EXAMPLE Ltd.',
            country: '',
            relation: 'client',
            watched: false,
          },
        ]),
      },
    );
  const fulfils = async (condition: object) =>
    opened(await run(pair, { settings: asks(condition) })).length > 0;
  expect(await fulfils({ list: 'clients' })).toBe(true);
  expect(await fulfils({ list: 'prospects' })).toBe(false);
  expect(await fulfils({ list: 'watchlist' })).toBe(false);
  expect(await fulfils({ attribute: 'country', in: ['DE', 'GB'] })).toBe(true);
  expect(await fulfils({ attribute: 'kind', in: ['education'] })).toBe(false);
  expect(await fulfils({ attribute: 'size', in: ['1000+'] })).toBe(false);
  const store = await run(pair, { settings: asks({ list: 'clients' }) });
  expect(store.alerts[0]?.org.relation).toBe('client');
});

test('further visits keep the window open; after its life a visit opens the next', async () => {
  const later = noon + DAY;
  const after = later + DAY + 2 * QUARTER;
  const batches = [[session(), session()], [session({ quarter: later })], [session({ quarter: after })]];
  expect(opened(await run(batches, { settings: one }))).toEqual([noon, after]);
  const longer = settings([rule({ stayOpenDays: 3 })]);
  expect(opened(await run(batches, { settings: longer }))).toEqual([noon]);
});

test('staying open needs less than opening: one session, on any topic of the rule', async () => {
  const both = rule({
    condition: {
      all: [
        { atLeast: 2, count: 'sessions', topic: 5, within: 1 },
        { atLeast: 1, count: 'sessions', topic: 6, within: 1 },
      ],
    },
  });
  const batches = [
    [session(), session(), session({ topic: 6 })],
    [session({ topic: 6, quarter: noon + DAY })],
    [session({ topic: 7, quarter: noon + 2 * DAY })],
  ];
  const store = await run(batches, { settings: settings([both]) });
  expect(store.spans()).toMatchObject([{ openedAt: noon, until: noon + 2 * DAY + QUARTER }]);
});

test('a rule that is partly fulfilled warms, without an alert, until it is fulfilled', async () => {
  const both = rule({
    condition: {
      all: [
        { atLeast: 2, count: 'sessions', topic: 5, within: 7 },
        { atLeast: 1, count: 'sessions', topic: 6, within: 7 },
      ],
    },
  });
  const settled = settings([both]);
  const early = await run([[session()]], { settings: settled });
  expect(early.warming.size).toBe(0);
  const store = await run([[session(), session()]], { settings: settled });
  expect([...store.warming.values()]).toEqual([{ since: noon, until: noon + QUARTER + DAY }]);
  expect(opened(store)).toEqual([]);
  await run([[session({ topic: 6 })]], { settings: settled, store, replay: [session(), session()] });
  expect([opened(store), store.warming.size]).toEqual([[noon], 0]);
});

test('sessions outside the span of the rule do not count, and "earlier" counts only what lies back', async () => {
  const day = settings([rule({ condition: { atLeast: 2, count: 'sessions', topic: 5, within: 1 } })]);
  const pair = (before: number) => [[session({ quarter: noon - before }), session()]];
  expect(opened(await run(pair(DAY), { settings: day }))).toEqual([]);
  expect(opened(await run(pair(DAY - QUARTER), { settings: day }))).toEqual([noon]);
  const back = settings([
    rule({
      condition: {
        all: [
          { atLeast: 1, count: 'sessions', topic: 5, within: 30, earlier: 7 },
          { atLeast: 1, count: 'sessions', topic: 5, within: 1 },
        ],
      },
    }),
  ]);
  expect(opened(await run(pair(6 * DAY), { settings: back }))).toEqual([]);
  expect(opened(await run(pair(7 * DAY), { settings: back }))).toEqual([noon]);
  expect(opened(await run(pair(30 * DAY), { settings: back }))).toEqual([]);
});

test('an organization that was excluded after its sessions were counted opens nothing', async () => {
  const excluded = settings([rule()], {
    corrected: (found) => (found.id === '9' ? null : found),
  });
  expect(opened(await run([[session(), session()]], { settings: excluded }))).toEqual([]);
});

test('a restart knows yesterday from the log and the days before from the warehouse, each once', async () => {
  const old = session({ quarter: noon - 5 * DAY });
  const yesterday = session({ quarter: noon - DAY });
  const known = {
    history: [old, yesterday],
    replay: [old, yesterday],
    settings: settings([rule({ condition: { atLeast: 3, count: 'sessions', topic: 5, within: 7 } })]),
  };
  expect(opened(await run([[session({ sessions: 0 })]], known))).toEqual([]);
  expect(opened(await run([[session()]], known))).toEqual([noon]);
});

test('what came in last before a stop of days is known from the warehouse, counts once, and can open', async () => {
  const last = session({ quarter: noon - 5 * DAY });
  const known = { history: [last], recorded: [last], settings: one };
  expect(opened(await run([], known))).toEqual([]);
  expect(opened(await run([[session()]], known))).toEqual([noon]);
  const both = { history: [last, last], recorded: [last, last], settings: one };
  expect(opened(await run([], both))).toEqual([noon - 5 * DAY]);
});

test('the store is not asked about what it knows', async () => {
  const store = await run([[session(), session()], [session()], [session({ views: 2 })]], { settings: one });
  expect(store.asked).toBe(1);
});

test('a batch that comes again after a crash opens nothing twice', async () => {
  const store = new MemoryStore();
  await run([[session(), session()]], { store, settings: one });
  await run([[session(), session()]], { store, settings: one });
  expect([store.windows.size, store.alerts.length]).toEqual([1, 1]);
});

test('a late event opens a window for the time that it belongs to, and none for what is told already', async () => {
  const day = settings([rule({ condition: { atLeast: 2, count: 'sessions', topic: 5, within: 1 } })]);
  const late = noon - DAY + QUARTER;
  const store = await run([[session({ quarter: late })], [session()]], { settings: day });
  expect(opened(store)).toEqual([noon]);
  // The rule was fulfilled before the window opened, which people have heard of.
  await run([[session({ quarter: late + QUARTER })]], {
    store,
    settings: day,
    replay: [session({ quarter: late }), session()],
  });
  expect(opened(store)).toEqual([noon]);
  const apart = await run(
    [[session({ quarter: late - QUARTER })], [session()], [session({ quarter: late })]],
    {
      settings: day,
    },
  );
  expect(apart.spans()).toMatchObject([{ openedAt: late, until: noon + QUARTER + DAY }]);
});

test('buckets', () => {
  expect([1, 2, 3, 4, 9, 10, 5000].map(bucketOf)).toEqual(['1', '2-3', '2-3', '4-9', '4-9', '10+', '10+']);
});
