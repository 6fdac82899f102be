import { expect, test } from 'vitest';
import { duration, reachedByHalf, shareOf } from './reached.ts';

const marks = [
  { mark: 10, times: 9 },
  { mark: 30, times: 5 },
  { mark: 60, times: 1 },
];

test('the highest mark that half of the views reached', () => {
  expect(reachedByHalf(marks, 10)).toEqual({ mark: 30, share: 50 });
  expect(reachedByHalf(marks, 12)).toEqual({ mark: 10, share: 75 });
  expect(reachedByHalf(marks, 100)).toBeNull();
  expect(reachedByHalf([], 10)).toBeNull();
  expect(reachedByHalf(marks, 0)).toBeNull();
});

test('a share is never more than all', () => {
  expect(shareOf(1, 3)).toBe(33);
  expect(shareOf(9, 3)).toBe(100);
  expect(shareOf(1, 0)).toBe(0);
});

test('times in words', () => {
  expect([10, 60, 180, 600].map(duration)).toEqual(['10 seconds', '1 minute', '3 minutes', '10 minutes']);
});
