import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AcceptedEvent } from './event.ts';
import { type Contribution, Rollup, WHOLE_SITE } from './rollup.ts';
import { DAY, QUARTER } from './time.ts';

const noon = 20_000 * DAY + DAY / 2;

function event(change: Partial<AcceptedEvent>): AcceptedEvent {
  return {
    type: 'event',
    site: 1,
    id: '0000000000000001',
    name: 'page_view',
    level: 'ORG',
    policyVersion: 1,
    reasons: [],
    time: noon,
    page: '/',
    referrerHost: '',
    country: 'GB',
    device: 'desktop',
    browser: '',
    topic: 1,
    organization: {
      id: '9',
      name: 'Example',
      domain: '',
      country: 'GB',
      kind: 'business',
      confidence: 'high',
    },
    visitor: '',
    visit: 'a',
    alert: true,
    ...change,
  };
}

/** Sessions and views by topic and quarter. */
function totals(contributions: Contribution[]): Record<string, { views: number; sessions: number }> {
  const sums: Record<string, { views: number; sessions: number }> = {};
  for (const { topic, quarter, views, sessions } of contributions) {
    const key = `${topic}@${(quarter - noon) / QUARTER}`;
    const sum = sums[key] ?? { views: 0, sessions: 0 };
    sums[key] = { views: sum.views + views, sessions: sum.sessions + sessions };
  }
  return Object.fromEntries(Object.entries(sums).sort());
}

const run = (events: AcceptedEvent[]): Contribution[] => {
  const rollup = new Rollup();
  return events.flatMap((each) => rollup.add(each));
};

test('one empty quarter keeps a session, two end it', () => {
  const at = (...quarters: number[]) => run(quarters.map((q) => event({ time: noon + q * QUARTER })));
  const sessions = (...quarters: number[]) =>
    at(...quarters)
      .filter((c) => c.topic === 1)
      .reduce((sum, c) => sum + c.sessions, 0);
  expect(sessions(0, 0, 1)).toBe(1);
  expect(sessions(0, 2)).toBe(1);
  expect(sessions(0, 3)).toBe(2);
  expect(sessions(0, 3, 1)).toBe(1);
  expect(sessions(3, 0)).toBe(2);
});

test('every page counts for the whole site, once', () => {
  const sums = totals(run([event({ topic: 1 }), event({ topic: 2 }), event({ topic: WHOLE_SITE })]));
  expect(sums).toEqual({
    '0@0': { views: 3, sessions: 1 },
    '1@0': { views: 1, sessions: 1 },
    '2@0': { views: 1, sessions: 1 },
  });
});

test('a campaign counts as a topic as well; entries of before have none', () => {
  const sums = totals(
    run([event({ topic: 1, campaign: 7 }), event({ topic: 1, campaign: 0 }), event({ topic: 1 })]),
  );
  expect(Object.keys(sums)).toEqual(['0@0', '1@0', '7@0']);
  expect(sums['7@0']).toEqual({ views: 1, sessions: 1 });
});

test('events that name no organization add nothing', () => {
  expect(run([event({ organization: null, level: 'COUNT' })])).toEqual([]);
});

const anyEvents = fc.array(
  fc.record({
    visit: fc.constantFrom('a', 'b', 'c'),
    topic: fc.constantFrom(0, 1, 2),
    time: fc.integer({ min: noon - DAY, max: noon + 20 * QUARTER }),
    alert: fc.boolean(),
  }),
  { maxLength: 30 },
);

test('the order of events, their place within a quarter and the names of visitors do not matter', () => {
  fc.assert(
    fc.property(anyEvents, fc.infiniteStream(fc.nat()), (changes, noise) => {
      const events = changes.map((change) => event(change));
      const shuffled = events
        .map((each) => ({ each, at: noise.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each);
      const jittered = events.map((each) => ({
        ...each,
        time: Math.floor(each.time / QUARTER) * QUARTER + ((noise.next().value ?? 0) % QUARTER),
      }));
      const relabelled = events.map((each) => ({ ...each, visit: `${each.visit}-renamed` }));
      const expected = totals(run(events));
      expect(totals(run(shuffled))).toEqual(expected);
      expect(totals(run(jittered))).toEqual(expected);
      expect(totals(run(relabelled))).toEqual(expected);
    }),
  );
});

test('never below zero sessions, and as many as a plain count of runs gives', () => {
  fc.assert(
    fc.property(anyEvents, (changes) => {
      const events = changes.map((change) => event({ ...change, topic: 1, alert: true }));
      const sums = totals(run(events));
      expect(Object.values(sums).every((sum) => sum.sessions >= 0)).toBe(true);
      let expected = 0;
      const groups = new Map<string, AcceptedEvent[]>();
      for (const each of events) {
        const key = `${each.visit} ${Math.floor(each.time / DAY)}`;
        groups.set(key, [...(groups.get(key) ?? []), each]);
      }
      for (const group of groups.values()) {
        const quarters = [...new Set(group.map((e) => Math.floor(e.time / QUARTER)))].sort((a, b) => a - b);
        expected += quarters.filter((q, i) => i === 0 || q - (quarters[i - 1] ?? 0) >= 3).length;
      }
      const counted = Object.entries(sums)
        .filter(([key]) => key.startsWith('1@'))
        .reduce((sum, [, each]) => sum + each.sessions, 0);
      expect(counted).toBe(expected);
    }),
  );
});
