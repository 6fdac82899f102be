import { expect, test } from 'vitest';
import { answerShares } from './answer-shares.ts';

const NONE = { told: 0, acted: 0, notNow: 0, notRelevant: 0, wrongCompany: 0, excluded: 0, unanswered: 0 };

test('what nobody said is left out, and nothing is said of no alerts', () => {
  expect(answerShares(NONE)).toEqual([]);
  const shares = answerShares({ ...NONE, told: 4, acted: 3, unanswered: 1 });
  expect(shares.map(({ answer, count, percent }) => [answer, count, percent])).toEqual([
    ['acted', 3, 75],
    ['unanswered', 1, 25],
  ]);
});

test('one of very many is still to be seen', () => {
  const [, last] = answerShares({ ...NONE, told: 1000, acted: 999, excluded: 1 });
  expect(last).toMatchObject({ answer: 'excluded', percent: 1 });
});
