import { expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import { tooFewLeft } from './reach.ts';
import { readRule } from './read-rule.ts';
import type { RuleTopic } from './rule.ts';
import { conditionSentence } from './sentence.ts';
import { backAfter, campaignLanded, clientLooksAt, prospectLooksAt } from './templates.ts';

const pricing: RuleTopic = { id: 1, slug: 'pricing', label: 'Pricing', kind: 'pages' };
const leaving: RuleTopic = { id: 2, slug: 'leaving', label: 'Cancellation', kind: 'pages' };
const fair: RuleTopic = { id: 3, slug: 'fair', label: 'Spring fair', kind: 'campaign' };
const TOPICS = new Map([pricing, leaving, fair].map((topic) => [topic.id, topic]));

const say = (condition: Condition) => conditionSentence(condition, TOPICS);
const count = (change: object = {}): Condition => ({
  atLeast: 2,
  count: 'sessions',
  topic: 1,
  within: 7,
  ...change,
});

test('every kind of condition as words', () => {
  expect([
    say(count()),
    say(count({ atLeast: 1, within: 1 })),
    say(count({ topic: 'site', within: 30, earlier: 14 })),
    say(count({ count: 'days' })),
    say(count({ count: 'days', atLeast: 1, topic: 3 })),
    say({
      all: [count(), { attribute: 'country', in: ['DE', 'GB'] }, { attribute: 'kind', in: ['government'] }],
    }),
    say({ all: [{ attribute: 'size', in: ['1000+'] }, { attribute: 'industry', in: ['C', 'D'] }, count()] }),
    say({ any: [count(), { all: [{ list: 'watchlist' }, count({ topic: 2 })] }] }),
    say({ all: [count(), { any: [{ list: 'prospects' }, { list: 'clients' }] }] }),
  ]).toMatchInlineSnapshot(`
    [
      "At least 2 sessions on Pricing within 7 days",
      "At least 1 session on Pricing within 1 day",
      "At least 2 sessions anywhere on the site between 14 and 30 days ago",
      "Sessions on Pricing on at least 2 different days within 7 days",
      "Sessions from the campaign Spring fair on at least 1 day within 7 days",
      "At least 2 sessions on Pricing within 7 days, and the organization is in Germany or the United Kingdom, and the organization is a public body",
      "The organization has 1000 or more people, and the industry of the organization is manufacturing or energy, and at least 2 sessions on Pricing within 7 days",
      "At least 2 sessions on Pricing within 7 days, or (the organization is on the watchlist, and at least 2 sessions on Cancellation within 7 days)",
      "At least 2 sessions on Pricing within 7 days, and (the organization is a prospect, or the organization is a client)",
    ]
  `);
});

test('templates are rules that can be read, each with its sentence', () => {
  const drafts = [
    prospectLooksAt(pricing),
    clientLooksAt([leaving]),
    clientLooksAt([leaving, pricing]),
    backAfter(14),
    campaignLanded(fair),
  ];
  for (const draft of drafts) expect(readRule(draft, TOPICS).rule).toEqual(draft);
  expect(drafts.map(({ title, condition }) => `${title}: ${say(condition)}`)).toMatchInlineSnapshot(`
    [
      "A prospect looks at Pricing: The organization is a prospect, and at least 2 sessions on Pricing within 7 days",
      "A client looks at Cancellation: The organization is a client, and at least 2 sessions on Cancellation within 14 days",
      "A client looks at Cancellation or Pricing: The organization is a client, and (at least 2 sessions on Cancellation within 14 days, or at least 2 sessions on Pricing within 14 days)",
      "On the watchlist and back after 14 quiet days: The organization is on the watchlist, and at least 1 session anywhere on the site between 14 and 30 days ago, and at least 1 session anywhere on the site within 1 day",
      "The campaign Spring fair landed: At least 2 sessions from the campaign Spring fair within 7 days",
    ]
  `);
});

test('facts that leave fewer than five organizations of the register point at them', () => {
  const register = [
    { country: 'LU', kind: 'healthcare', organizations: 4 },
    { country: 'LU', kind: 'business', organizations: 900 },
  ];
  const ask = (...facts: Condition[]) => tooFewLeft({ all: [count(), ...facts] }, register)?.code ?? null;
  const country: Condition = { attribute: 'country', in: ['LU'] };
  expect(ask()).toBeNull();
  expect(ask({ list: 'clients' })).toBeNull();
  expect(ask(country)).toBeNull();
  expect(ask(country, { attribute: 'kind', in: ['healthcare'] })).toBe('NP-05');
  expect(ask(country, { any: [{ attribute: 'kind', in: ['healthcare', 'business'] }, count()] })).toBeNull();
  expect(ask({ attribute: 'country', in: ['FR'] })).toBe('NP-05');
});
