import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countsIn, needsSessions } from './condition.ts';
import { MOST_CONDITIONS } from './read-condition.ts';
import { readRule } from './read-rule.ts';
import { REFUSAL_CODES } from './refusals.ts';
import type { RuleTopic } from './rule.ts';
import { conditionSentence } from './sentence.ts';

const TOPICS: ReadonlyMap<number, RuleTopic> = new Map([
  [1, { id: 1, slug: 'pricing', label: 'Pricing', kind: 'pages' }],
  [2, { id: 2, slug: 'spring', label: 'Spring fair', kind: 'campaign' }],
  [3, { id: 3, slug: 'games', label: 'Games for children', kind: 'pages' }],
]);

const sessions = { atLeast: 2, count: 'sessions', topic: 1, within: 7 };
const read = (condition: unknown, more: object = {}) =>
  readRule({ title: 'Prices', condition, ...more }, TOPICS);
const codeOf = (condition: unknown, more?: object) => read(condition, more).refused?.code ?? 'accepted';
const withCount = (change: object) => ({ ...sessions, ...change });
const beside = (condition: object) => ({ all: [sessions, condition] });

test('reads what a rule may hold, with defaults', () => {
  const condition = {
    all: [
      sessions,
      { any: [{ list: 'clients' }, { attribute: 'country', in: ['DE', 'AT', 'DE'] }] },
      { atLeast: 2, count: 'days', topic: 'site', within: 30, earlier: 14 },
    ],
  };
  expect(read(condition).rule).toEqual({
    title: 'Prices',
    condition: {
      all: [
        sessions,
        { any: [{ list: 'clients' }, { attribute: 'country', in: ['DE', 'AT'] }] },
        { atLeast: 2, count: 'days', topic: 'site', within: 30, earlier: 14 },
      ],
    },
    coolDownDays: 0,
    stayOpenDays: 1,
  });
  expect(read(sessions, { coolDownDays: 30, stayOpenDays: 14 }).rule).toMatchObject({ coolDownDays: 30 });
  expect(read({ all: [{ any: [sessions] }] }).rule?.condition).toEqual(sessions);
});

test.each([
  ['a visitor', withCount({ count: 'visitors' }), 'NP-01'],
  ['a field of a visitor', beside({ visitorId: 'x' }), 'NP-01'],
  ['an e-mail address', beside({ attribute: 'email', in: ['a@b.example'] }), 'NP-01'],
  ['a score', { score: { pricing: 10 }, above: 50 }, 'NP-02'],
  ['weights', withCount({ weight: 3 }), 'NP-02'],
  ['a sum', { sum: [sessions, sessions], atLeast: 4 }, 'NP-02'],
  ['intent', beside({ attribute: 'intent', in: ['high'] }), 'NP-03'],
  ['a likelihood', beside({ likelihoodToBuy: 'high' }), 'NP-03'],
  ['health', withCount({ topic: 'health' }), 'NP-04'],
  ['religion', beside({ attribute: 'religion', in: ['x'] }), 'NP-04'],
  ['facts alone', { attribute: 'country', in: ['DE'] }, 'NP-05'],
  ['lists alone, beside a way with sessions', { any: [sessions, { list: 'clients' }] }, 'NP-05'],
  ['a lower floor', withCount({ minimumGroup: 1 }), 'NP-05'],
  ['a sequence', { sequence: [sessions, sessions] }, 'NP-06'],
  ['one after the other', { ...sessions, followedBy: sessions }, 'NP-06'],
  ['time on a page', withCount({ dwell: 30 }), 'NP-06'],
  ['an action', beside({ webhook: 'https://x.example' }), 'NP-07'],
  ['not', beside({ not: sessions }), 'NP-08'],
  ['less than', { lessThan: 2, count: 'sessions', topic: 1, within: 7 }, 'NP-08'],
  ['at most', withCount({ atMost: 5 }), 'NP-08'],
  ['at least none', withCount({ atLeast: 0 }), 'NP-08'],
  ['went quiet', { wentQuiet: 14 }, 'NP-08'],
  ['a city', beside({ attribute: 'city', in: ['Berlin'] }), 'NP-09'],
  ['a postcode', beside({ postcode: '10115' }), 'NP-09'],
  ['another site', withCount({ site: 2 }), 'NP-10'],
  ['90 days', withCount({ within: 90 }), 'NP-11'],
  ['ever', withCount({ within: 'ever' }), 'NP-11'],
  ['3 days', withCount({ within: 3 }), 'NP-12'],
  ['something', beside({ colour: 'red' }), 'NP-12'],
  ['nothing', null, 'NP-12'],
  ['no condition', { all: [] }, 'NP-12'],
  ['two kinds at once', { all: [sessions], any: [sessions] }, 'NP-12'],
  ['half a session', withCount({ atLeast: 1.5 }), 'NP-12'],
  ['more days than there are', withCount({ count: 'days', atLeast: 8 }), 'NP-12'],
  ['earlier than it looks back', withCount({ earlier: 7 }), 'NP-12'],
  ['a topic that is gone', withCount({ topic: 99 }), 'NP-12'],
  ['no country', beside({ attribute: 'country', in: ['XX'] }), 'NP-12'],
  ['a provider as organization', beside({ attribute: 'kind', in: ['isp'] }), 'NP-12'],
  ['another list', beside({ list: 'partners' }), 'NP-12'],
  ['one organization', beside({ attribute: 'organization', in: ['Acme'] }), 'NP-13'],
  ['a job', beside({ attribute: 'jobTitle', in: ['CFO'] }), 'NP-13'],
  ['a price', beside({ discount: 10 }), 'NP-14'],
  ['an address', withCount({ topic: '/pricing/*' }), 'NP-15'],
  ['a pattern', beside({ pathPattern: '^/pricing' }), 'NP-15'],
  ['a topic for children', withCount({ topic: 3 }), 'NP-16'],
  ['ages', beside({ attribute: 'minors', in: ['yes'] }), 'NP-16'],
  ['bought data', beside({ attribute: 'revenue', in: ['1m+'] }), 'NP-17'],
])('%s is refused with its code', (_, condition, code) => {
  expect(codeOf(condition)).toBe(code);
});

test('fields of a rule are read with the same care, and titles promise nothing', () => {
  expect(codeOf(sessions, { actions: ['webhook'] })).toBe('NP-07');
  expect(codeOf(sessions, { minScore: 5 })).toBe('NP-02');
  expect(codeOf(sessions, { coolDownDays: 31 })).toBe('NP-12');
  expect(codeOf(sessions, { stayOpenDays: 0 })).toBe('NP-12');
  expect(readRule({ title: 'High intent', condition: sessions }, TOPICS).refused).toMatchObject({
    code: 'NP-03',
    field: 'title',
  });
  expect(readRule({ title: ' ', condition: sessions }, TOPICS).refused?.field).toBe('title');
  expect(readRule('rule', TOPICS).refused?.code).toBe('NP-12');
});

test('a refusal says where, why, by which law, and what to do instead', () => {
  const { refused } = read(beside({ attribute: 'city', in: ['Berlin'] }));
  expect(refused).toEqual({
    code: 'NP-09',
    field: 'condition.all.1.attribute',
    sentence: '"city" is nothing that a rule may hold.',
    why: 'Places finer than a country are not looked at.',
    legalRef: 'GDPR Art. 4(4) and 5(1)(c)',
    alternative: 'Ask for the country of the organization.',
  });
});

test('ten thousand conditions and deep groups are refused at once', () => {
  const many = { any: Array.from({ length: 10_000 }, () => sessions) };
  const wide = { all: Array.from({ length: MOST_CONDITIONS }, () => ({ all: [sessions, sessions] })) };
  let deep: object = sessions;
  for (let level = 0; level < 10_000; level += 1) deep = { all: [deep, sessions] };
  const took = Array.from({ length: 10 }, () => {
    const began = performance.now();
    expect([codeOf(many), codeOf(wide), codeOf(deep)]).toEqual(['NP-12', 'NP-12', 'NP-12']);
    return performance.now() - began;
  });
  // The fastest of several: a busy machine lets anybody wait.
  expect(Math.min(...took)).toBeLessThan(50);
  const most = { any: Array.from({ length: MOST_CONDITIONS - 1 }, () => sessions) };
  expect(codeOf(most)).toBe('accepted');
  expect(codeOf({ any: [{ any: [{ any: [sessions, sessions] }, sessions] }, sessions] })).toBe('accepted');
  expect(
    codeOf({ any: [{ any: [{ any: [{ any: [sessions, sessions] }, sessions] }, sessions] }, sessions] }),
  ).toBe('NP-12');
});

test('whatever is sent, the answer is a rule that needs sessions, or a refusal with a code', () => {
  const words = fc.constantFrom(
    'all',
    'any',
    'atLeast',
    'count',
    'topic',
    'within',
    'in',
    'list',
    'attribute',
    'not',
  );
  const values = fc.oneof(
    fc.constantFrom<unknown>(1, 2, 7, 30, 'sessions', 'site', 'country', 'clients', ['DE'], sessions),
    fc.anything(),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constant(sessions),
      fc.dictionary(fc.oneof(words, fc.string()), fc.oneof(values, tie('tree'))),
      fc.record({ all: fc.array(tie('tree'), { maxLength: 4 }) }),
      fc.record({ any: fc.array(tie('tree'), { maxLength: 4 }) }),
    ),
  }));
  let accepted = 0;
  fc.assert(
    fc.property(tree, (condition) => {
      const { rule, refused } = read(condition);
      if (refused) {
        expect(REFUSAL_CODES).toContain(refused.code);
        expect(refused.field.startsWith('condition')).toBe(true);
        return;
      }
      accepted += 1;
      expect(needsSessions(rule.condition)).toBe(true);
      expect(countsIn(rule.condition).length).toBeGreaterThan(0);
      // What was read is read again as itself, and can be said.
      expect(read(JSON.parse(JSON.stringify(rule.condition))).rule?.condition).toEqual(rule.condition);
      expect(conditionSentence(rule.condition, TOPICS)).toMatch(/^[A-Z(].*session/);
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(20);
});
