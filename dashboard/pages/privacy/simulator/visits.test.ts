import { expect, test } from 'vitest';
import { answersAll, EXAMPLES, oneAnswer } from './visits.ts';

test('one answer to all questions is told as one', () => {
  expect(oneAnswer(answersAll('REFUSED'))).toBe('REFUSED');
  expect(oneAnswer({ ...answersAll('REFUSED'), measure: 'NONE' })).toBeNull();
});

test('every example has a title of its own', () => {
  expect(new Set(EXAMPLES.map(({ title }) => title)).size).toBe(EXAMPLES.length);
});
