import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRules } from '../alerts/rules.fixture.ts';
import { type MemoryStore, noon, organization, rule, run, settings } from '../alerts/streams.fixture.ts';
import { AccountIndex } from '../policy/accounts.ts';
import { demoPolicy } from '../policy/demo-policy.ts';
import type { AcceptedEvent } from '../policy/event.ts';
import { STANDING, visitorFrom } from '../policy/gate.fixture.ts';
import { decide } from '../policy/gate.ts';
import { Rollup } from '../policy/rollup.ts';
import type { Rule } from '../policy/rules/rule.ts';
import { NO_SIGNALS, type PrivacySignals } from '../policy/signals/signals.ts';
import { DAY, QUARTER } from '../policy/time.ts';

/**
 * The seven properties of "nobody is profiled" (privacy rules, section 3.7), on the real gate, roll-up and evaluator. Beside
 * each stands the change to the product that turns it red.
 */

const OURS = organization({ id: '1', name: 'Ours Ltd' });
const OTHER = organization({ id: '2', name: 'Other GmbH', country: 'DE' });
const accounts = new AccountIndex([
  { organization: '1', domain: null, name: 'Ours', country: '', relation: 'client', watched: true },
]);

/** A visit of one person: quarters of one day, one after the other, each with a page on a topic. */
interface Visit {
  visitor: number;
  organization: typeof OURS;
  day: number;
  /** Quarter of the day in which it begins. */
  begins: number;
  topics: number[];
  campaign: number;
}

const anyVisit: fc.Arbitrary<Visit> = fc.record({
  visitor: fc.integer({ min: 0, max: 3 }),
  organization: fc.constantFrom(OURS, OURS, OTHER),
  day: fc.integer({ min: 0, max: 9 }),
  begins: fc.integer({ min: 0, max: 12 }),
  topics: fc.array(fc.constantFrom(5, 5, 6, 0), { minLength: 1, maxLength: 4 }),
  campaign: fc.constantFrom(0, 0, 7),
});
const anyVisits = fc.array(anyVisit, { minLength: 1, maxLength: 16 });

interface View {
  visitor: string;
  event: AcceptedEvent;
}

const startOf = ({ day, begins }: Visit): number => noon + day * DAY + begins * QUARTER;

/** Views in the order of time, each with its visitor. */
function viewsOf(visits: readonly Visit[], visitorOf = (visit: Visit) => `v${visit.visitor}`): View[] {
  const views = visits.flatMap((visit) =>
    visit.topics.map((topic, at) => ({
      visitor: visitorOf(visit),
      event: eventOf(visit, topic, startOf(visit) + at * QUARTER, visitorOf(visit)),
    })),
  );
  return views.sort((a, b) => a.event.time - b.event.time);
}

function eventOf(visit: Visit, topic: number, time: number, visitor: string): AcceptedEvent {
  return {
    type: 'event',
    site: 1,
    id: '0000000000000001',
    name: 'page_view',
    level: 'ORG',
    policyVersion: 1,
    reasons: [],
    time,
    page: '/',
    referrerHost: '',
    country: 'GB',
    device: 'desktop',
    browser: '',
    topic,
    campaign: visit.campaign,
    organization: visit.organization,
    visitor: '',
    // A pseudonym is made anew every day.
    visit: `${visitor} ${visit.organization.id} ${visit.day}`,
    alert: true,
  };
}

/** What sales hear of, and every window that opens. */
async function outcome(events: readonly AcceptedEvent[], rules: readonly Rule[]): Promise<MemoryStore> {
  const rollup = new Rollup();
  return run(
    events.map((event) => rollup.add(event)),
    { settings: settings(rules, { accounts }) },
  );
}

const salesSee = (store: MemoryStore): string =>
  JSON.stringify([store.alerts, store.decisions.map(({ telling }) => telling.kind), store.spans()]);

const eventsOf = (views: readonly View[]): AcceptedEvent[] => views.map(({ event }) => event);

/** Whether somebody with an open window has one as well, at every moment. */
function isCovered(fewer: MemoryStore, more: MemoryStore): boolean {
  return fewer.spans().every((inner) => {
    const outer = more
      .spans()
      .filter((span) => span.rule === inner.rule && span.organization === inner.organization);
    for (let at = inner.openedAt; at < inner.until; at += QUARTER) {
      if (!outer.some(({ openedAt, until }) => openedAt <= at && at < until)) return false;
    }
    return true;
  });
}

// Red when a pseudonym decides what counts, as when the roll-up passes over those whose first letter is odd.
test('NI-1: other names for visitors change nothing that sales see', async () => {
  let alerts = 0;
  await fc.assert(
    fc.asyncProperty(anyVisits, anyRules(2), fc.uuid(), async (visits, rules, salt) => {
      const expected = await outcome(eventsOf(viewsOf(visits)), rules);
      const renamed = viewsOf(visits, ({ visitor }) => `${salt}-${3 - visitor}`);
      expect(salesSee(await outcome(eventsOf(renamed), rules))).toBe(salesSee(expected));
      alerts += expected.alerts.length;
    }),
    { numRuns: 150 },
  );
  expect(alerts).toBeGreaterThan(20);
});

// Red when visitors are counted: one session for each of them and day.
test('NI-2: which visitor of the organization had a session changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyVisits, anyRules(2), async (visits, rules) => {
      const apart = viewsOf(visits, (visit) => `alone-${visits.indexOf(visit)}`);
      const shared = viewsOf(visits, (visit) => `shared-${laneOf(visits, visit)}`);
      expect(salesSee(await outcome(eventsOf(shared), rules))).toBe(
        salesSee(await outcome(eventsOf(apart), rules)),
      );
    }),
    { numRuns: 150 },
  );
});

/** As few people as the visits of an organization can come from: nobody is on two at once, or on the next too soon. */
function laneOf(visits: readonly Visit[], asked: Visit): number {
  const ends: number[] = [];
  const same = visits.filter((visit) => visit.organization === asked.organization);
  for (const visit of [...same].sort((a, b) => startOf(a) - startOf(b))) {
    const free = ends.findIndex((end) => startOf(visit) - end >= 3 * QUARTER);
    const lane = free >= 0 ? free : ends.length;
    ends[lane] = startOf(visit) + (visit.topics.length - 1) * QUARTER;
    if (visit === asked) return lane;
  }
  return -1;
}

// Red when a time finer than the quarter-hour is looked at: a session that ends so many minutes after the last view.
test('NI-3: moving views within their quarter-hour changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyVisits,
      anyRules(2),
      fc.infiniteStream(fc.nat({ max: QUARTER - 1 })),
      async (visits, rules, moves) => {
        const views = eventsOf(viewsOf(visits));
        const moved = views.map((event) => ({ ...event, time: event.time + (moves.next().value ?? 0) }));
        expect(salesSee(await outcome(moved, rules))).toBe(salesSee(await outcome(views, rules)));
      },
    ),
    { numRuns: 150 },
  );
});

// Red with an upper bound in the language ("exactly so many"), and with a cool-down that keeps windows shut.
test('NI-4: without any one visitor, there is at no moment a window that there is not with everybody', async () => {
  let opened = 0;
  await fc.assert(
    fc.asyncProperty(anyVisits, anyRules(3), fc.nat(), async (visits, rules, index) => {
      const views = viewsOf(visits);
      const left = views[index % views.length]?.visitor;
      const fewer = await outcome(eventsOf(views.filter(({ visitor }) => visitor !== left)), rules);
      opened += fewer.windows.size;
      expect(isCovered(fewer, await outcome(eventsOf(views), rules))).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(opened).toBeGreaterThan(50);
});

// Red when the floor of the group is not asked for.
test('NI-4: one visit of one person opens nothing, whatever the rule', async () => {
  await fc.assert(
    fc.asyncProperty(anyVisit, anyRules(3), async (visit, rules) => {
      // Two sessions on a topic within one visit of the site are one visit all the same.
      const topics = visit.topics.slice(0, 3);
      const store = await outcome(eventsOf(viewsOf([{ ...visit, topics }])), rules);
      expect(store.spans()).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

const POLICY = demoPolicy();
const SIGNALS: readonly Partial<PrivacySignals>[] = [{ gpc: true }, { dnt: true }, { child: true }];

/** What the gate leaves of a view. */
function gated({ event }: View, signals: PrivacySignals, objected: boolean): AcceptedEvent[] {
  const visitor = { ...visitorFrom(POLICY, 'GB'), signals, objected };
  const { level, alert } = decide(POLICY, { ...visitor, ...STANDING });
  if (level === 'DROP') return [];
  const named = level !== 'COUNT';
  return [
    {
      ...event,
      level,
      alert,
      organization: named ? event.organization : null,
      visit: named ? event.visit : '',
    },
  ];
}

// Red when the gate lets alerts feed on a view under Global Privacy Control, or with an upper bound in the language.
test('NI-5: a privacy signal of any visitor opens nothing and makes nothing longer', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyVisits,
      anyRules(2),
      fc.nat(),
      fc.constantFrom(...SIGNALS, null),
      async (visits, rules, index, signal) => {
        const views = viewsOf(visits);
        const speaker = views[index % views.length]?.visitor;
        const silent = views.flatMap((view) => gated(view, NO_SIGNALS, false));
        const spoken = views.flatMap((view) =>
          view.visitor === speaker
            ? gated(view, { ...NO_SIGNALS, ...signal }, signal === null)
            : gated(view, NO_SIGNALS, false),
        );
        expect(silent.every(({ alert }) => alert)).toBe(true);
        const before = await outcome(silent, rules);
        const after = await outcome(spoken, rules);
        expect(isCovered(after, before)).toBe(true);
        // It is as if the visitor had never been there.
        const others = views.filter(({ visitor }) => visitor !== speaker);
        const without = await outcome(
          others.flatMap((view) => gated(view, NO_SIGNALS, false)),
          rules,
        );
        expect(salesSee(after)).toBe(salesSee(without));
      },
    ),
    { numRuns: 200 },
  );
});

// Red when the body of an alert takes an organization over as it is.
test('NI-6: nothing that is not on the list gets into an alert, whatever an event holds', async () => {
  let alerts = 0;
  const anyExtra = fc.array(fc.string(), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(anyVisits, anyExtra, async (visits, extra) => {
      const canaries = Object.fromEntries(extra.map((key) => [`x-${key}`, 'canary-value']));
      const events = eventsOf(viewsOf(visits)).map((event) => ({
        ...canaries,
        ...event,
        page: '/canary-page',
        referrerHost: 'canary-referrer',
        browser: 'canary-browser',
        visitor: 'canary-visitor',
        visit: `canary-${event.visit}`,
        organization: event.organization && { ...canaries, ...event.organization },
      }));
      const store = await outcome(events, [rule(), rule({ id: 'site', condition: SITE, position: 1 })]);
      alerts += store.alerts.length;
      expect(JSON.stringify(store.alerts)).not.toContain('canary');
    }),
    { numRuns: 150 },
  );
  expect(alerts).toBeGreaterThan(50);
});

const SITE: Rule['condition'] = { atLeast: 1, count: 'days', topic: 'site', within: 14 };

// Red when a count leaves as a number, which the allow-list must allow for that.
test('NI-7: there is no number in an alert but versions', async () => {
  let alerts = 0;
  await fc.assert(
    fc.asyncProperty(anyVisits, anyRules(3), async (visits, rules) => {
      for (const alert of (await outcome(eventsOf(viewsOf(visits)), rules)).alerts) {
        alerts += 1;
        expect(numbersIn(alert).filter((key) => !/version$/i.test(key))).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
  expect(alerts).toBeGreaterThan(20);
});

/** Keys of everything in a value that is a number. */
function numbersIn(value: unknown, key = ''): string[] {
  if (typeof value === 'number') return [key];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => numbersIn(inner, name));
}
