import { expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import type { RuleTopic } from './rule.ts';
import { tightening, worthInWords } from './tighten.ts';

const topics = new Map<number, RuleTopic>([[1, { id: 1, slug: 'pricing', label: 'Pricing', kind: 'pages' }]]);
const twice: Condition = { atLeast: 2, count: 'sessions', topic: 1, within: 7 };
const answers = (acted: number, notRelevant = 0, wrongCompany = 0, excluded = 0) => ({
  acted,
  notRelevant,
  wrongCompany,
  excluded,
});

test('nothing is suggested where most was worth it, or too little is known', () => {
  expect(tightening(twice, topics, answers(7, 3))).toBeNull();
  expect(tightening(twice, topics, answers(0, 4))).toBeNull();
  expect([worthInWords(answers(0)), worthInWords(answers(2)), worthInWords(answers(7, 3))]).toEqual([
    'Nobody has said anything yet',
    'Too few answers to tell',
    'Most were worth it',
  ]);
});

test('what is suggested fits what people said', () => {
  expect(tightening(twice, topics, answers(6, 4))).toBe(
    'Ask for at least 3 sessions on Pricing instead of 2, or for prospects only.',
  );
  expect(tightening(twice, topics, answers(2, 1, 4))).toContain('correct the matches');
  expect(tightening(twice, topics, answers(2, 1, 0, 4))).toContain('exclude more at once');
  const onSite: Condition = {
    any: [
      { ...twice, atLeast: 5 },
      { ...twice, topic: 'site', atLeast: 4 },
    ],
  };
  expect(tightening(onSite, topics, answers(0, 9))).toContain('at least 5 sessions on any page instead of 4');
  const days: Condition = { ...twice, count: 'days' };
  expect(tightening(days, topics, answers(0, 9))).toBe('Ask for sessions on more days, or for fewer topics.');
});
