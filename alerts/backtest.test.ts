import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccountIndex } from '../policy/accounts.ts';
import { type Contribution, WHOLE_SITE } from '../policy/rollup.ts';
import type { Rule } from '../policy/rules/rule.ts';
import { DAY, QUARTER, quarterOf, startOfDay } from '../policy/time.ts';
import { backtest, type Past, stricter } from './backtest.ts';
import { anyRules } from './rules.fixture.ts';
import { MemoryStore, noon, organization, rule, run, session, settings } from './streams.fixture.ts';

const OURS = organization({ id: '1', name: 'Ours Ltd' });
const OTHER = organization({ id: '2', name: 'Other GmbH', country: 'DE' });
const accounts = new AccountIndex([
  { organization: '1', domain: null, name: 'Ours', country: '', relation: 'client', watched: true },
]);

/** Sessions in the order of time, as organizations have them: a few days close together, then gaps. */
const anyContributions: fc.Arbitrary<Contribution[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 24 }),
      quarter: fc.integer({ min: 0, max: 5 }),
      topic: fc.constantFrom(5, 5, 6, 7),
      organization: fc.constantFrom(OURS, OURS, OTHER),
      alert: fc.constantFrom(true, true, true, false),
      policyVersion: fc.constantFrom(1, 2),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((all) =>
    all
      .map(({ day, quarter, ...each }) => ({ ...each, quarter: noon + day * DAY + quarter * QUARTER }))
      .sort((a, b) => a.quarter - b.quarter)
      .flatMap((each) => [session({ ...each, topic: WHOLE_SITE }), session(each)]),
  );

const past = (contributions: readonly Contribution[]): Past => ({
  cells: contributions
    .filter(({ alert }) => alert)
    .map((each) => ({ ...each, organization: each.organization.id })),
  organizations: new Map([OURS, OTHER].map((each) => [each.id, each])),
});

const spansOf = (windows: ReturnType<typeof backtest>) =>
  windows
    .map(({ rule: { id }, organization: of, openedAt, until }) => ({
      rule: id,
      organization: of.id,
      openedAt,
      until,
    }))
    .sort(bySpan);

type Span = ReturnType<MemoryStore['spans']>[number];
const bySpan = (a: Span, b: Span) =>
  a.openedAt - b.openedAt || a.rule.localeCompare(b.rule) || a.organization.localeCompare(b.organization);

/**
 * Runs alerts as processes that end and start again: each life begins somewhere at or before what the last one had done,
 * because a position reaches the disk late, and after as much as came in since has reached the warehouse.
 */
async function liveWithRestarts(
  contributions: readonly Contribution[],
  rules: readonly Rule[],
  lives: readonly { runs: number; repeats: number; missed: number; batch: number }[],
): Promise<MemoryStore> {
  const store = new MemoryStore();
  let done = 0;
  const timeAt = (position: number) => (contributions[Math.max(0, position - 1)]?.quarter ?? noon) + QUARTER;
  for (const life of [...lives, { runs: contributions.length, repeats: 0, missed: 0, batch: 7 }]) {
    const from = Math.max(0, done - life.repeats);
    const head = Math.min(contributions.length, from + life.missed);
    const end = Math.min(contributions.length, head + life.runs);
    let now = timeAt(head);
    const border = startOfDay(now) - DAY;
    const batches = function* () {
      for (let at = head; at < end; at += life.batch) {
        now = timeAt(at);
        yield contributions.slice(at, Math.min(end, at + life.batch));
      }
    };
    await run(batches(), {
      store,
      settings: settings(rules, { accounts }),
      history: contributions.slice(0, head).filter(({ alert }) => alert),
      // The log was trimmed of what is older than the warehouse answers for.
      replay: contributions.slice(0, from).filter(({ quarter }) => quarter >= border),
      recorded: contributions.slice(from, head),
      now: () => now,
    });
    done = Math.max(done, end);
  }
  return store;
}

const anyLives = fc.array(
  fc.record({
    runs: fc.integer({ min: 0, max: 20 }),
    repeats: fc.integer({ min: 0, max: 10 }),
    missed: fc.integer({ min: 0, max: 15 }),
    batch: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 4 },
);

// Per rule and organization, live and backtest have the same windows with the same opening quarter and the same end, in
// whatever batches visits come and however often the process is killed. Red when the evaluator forgets windows at a restart,
// when a repeated batch counts again, or when only the newest quarter of a batch is looked at.
test('what happens live is what the backtest of the same time shows: 1,000 streams and rules, with restarts', async () => {
  let opened = 0;
  await fc.assert(
    fc.asyncProperty(anyContributions, anyRules(3), anyLives, async (contributions, rules, lives) => {
      const shown = spansOf(backtest(rules, past(contributions), settings([], { accounts })));
      const store = await liveWithRestarts(contributions, rules, lives);
      opened += shown.length;
      expect(store.spans().sort(bySpan)).toEqual(shown);
    }),
    { numRuns: 1000 },
  );
  expect(opened).toBeGreaterThan(250);
}, 120_000);

// Red when a batch that comes again counts again, or when only its newest quarter is looked at.
test('one rule tells live when the backtest says so, and holds back what it holds back', async () => {
  let held = 0;
  await fc.assert(
    fc.asyncProperty(anyContributions, anyRules(1), anyLives, async (contributions, rules, lives) => {
      const shown = backtest(rules, past(contributions), settings([], { accounts }));
      const store = await liveWithRestarts(contributions, rules, lives);
      const told = store.decisions.filter(({ telling }) => telling.kind === 'tell');
      held += shown.filter(({ told: how }) => how === 'cool_down').length;
      const key = (id: string, at: number | null) => `${id} ${at}`;
      expect(told.map(({ window, match }) => key(window.organization, match.to - QUARTER)).sort()).toEqual(
        shown
          .filter((each) => each.told === 'alert')
          .map((each) => key(each.organization.id, each.toldAt))
          .sort(),
      );
    }),
    { numRuns: 300 },
  );
  expect(held).toBeGreaterThan(5);
});

test('the order of visits within a quarter-hour, and how they come in, change no window', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyContributions,
      anyRules(2),
      fc.integer({ min: 1, max: 20 }),
      async (all, rules, size) => {
        const batchesOf = (list: Contribution[]) =>
          Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
            list.slice(at * size, at * size + size),
          );
        const options = { settings: settings(rules, { accounts }), now: () => noon };
        const turned = [...all].reverse().sort((a, b) => a.quarter - b.quarter);
        const store = await run(batchesOf(all), options);
        expect((await run(batchesOf(turned), options)).spans()).toEqual(store.spans());
        expect((await run([all], options)).spans()).toEqual(store.spans());
      },
    ),
    { numRuns: 200 },
  );
});

// A late event: every moment from now on that the past shows as open is open live as well. The other way round it may differ
// where a late event joins two sessions into one: what was told stays told. Red when late events are held against the newest
// quarter only.
test('visits that come in late leave nobody out', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyContributions,
      anyRules(2),
      fc.infiniteStream(fc.nat({ max: DAY })),
      async (all, rules, lateness) => {
        const arrivals = all
          .map((each) => ({ each, at: each.quarter + (lateness.next().value ?? 0) }))
          .sort((a, b) => a.at - b.at);
        const seen: Contribution[] = [];
        const store = new MemoryStore();
        const options = { settings: settings(rules, { accounts }) };
        await run(
          arrivals.map(({ each }) => [each]),
          { ...options, store, now: () => noon },
        );
        for (const { each } of arrivals) seen.push(each);
        const end = quarterOf(Math.max(...arrivals.map(({ at }) => at)));
        for (const shown of spansOf(backtest(rules, past(seen), settings([], { accounts })))) {
          if (shown.until <= end) continue;
          const open = store
            .spans()
            .filter((span) => span.rule === shown.rule && span.organization === shown.organization);
          expect(Math.max(0, ...open.map(({ until }) => until))).toBeGreaterThanOrEqual(shown.until);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('shows what would have been held back, and merges what is fulfilled together', () => {
  const list = [0, 0, 3, 3].map((day) => session({ organization: OURS, quarter: noon + day * DAY }));
  const pair = [rule({ id: 'second', position: 1 }), rule({ id: 'first', position: 0, coolDownDays: 7 })];
  const shown = backtest(pair, past(list), settings([]));
  expect(shown.map(({ rule: { id }, openedAt, told }) => [id, openedAt, told])).toEqual([
    ['first', noon, 'alert'],
    ['second', noon, 'merged'],
    ['first', noon + 3 * DAY, 'cool_down'],
    ['second', noon + 3 * DAY, 'alert'],
  ]);
  expect(shown[0]?.evidence).toMatchObject([{ topic: 'pricing', bucket: '2-3' }]);
});

test('a window that a cool-down held back is told when the rule is fulfilled after it', () => {
  const visits = [0, 0, 2, 3, 4, 5].map((day) => session({ organization: OURS, quarter: noon + day * DAY }));
  const [first, second] = backtest([rule({ coolDownDays: 3 })], past(visits), settings([]));
  expect([first?.told, first?.toldAt, first?.until]).toEqual(['alert', noon, noon + DAY + QUARTER]);
  expect([second?.told, second?.openedAt, second?.toldAt]).toEqual(['alert', noon + 2 * DAY, noon + 5 * DAY]);
});

test('what would remain if privacy were stricter is a part of what there is', () => {
  fc.assert(
    fc.property(anyContributions, anyRules(2), (contributions, rules) => {
      const known = past(contributions);
      const left = stricter(known, (cell, { country }) => cell.policyVersion === 2 && country === 'GB');
      const [now, remaining] = [known, left].map((each) => backtest(rules, each, settings([], { accounts })));
      if (!now || !remaining) throw new Error('There is no past.');
      const covers = (inner: (typeof now)[number]) =>
        now.some(
          (outer) =>
            outer.rule.id === inner.rule.id &&
            outer.organization.id === inner.organization.id &&
            outer.openedAt <= inner.openedAt &&
            outer.until >= inner.until,
        );
      expect(remaining.every(covers)).toBe(true);
      expect(remaining.every(({ organization: { country } }) => country === 'GB')).toBe(true);
    }),
  );
});
