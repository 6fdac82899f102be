import { expect, test } from 'vitest';
import { tokenBuckets } from './rate.ts';

test('a bucket refills with time, and never beyond its burst', () => {
  const take = tokenBuckets({ rate: 10, burst: 20 });
  expect(take('192.0.2.1', 20, 0)).toBe(true);
  expect(take('192.0.2.1', 1, 0)).toBe(false);
  expect(take('192.0.2.1', 1, 100)).toBe(true);
  expect(take('192.0.2.1', 21, 1_000_000)).toBe(false);
  // A clock that goes back gives nothing and takes nothing.
  expect(take('192.0.2.1', 20, 500_000)).toBe(true);
});

test.each([
  ['192.0.2.1', '192.0.2.2', false],
  ['192.0.2.1', '::ffff:192.0.2.1', true],
  ['2001:db8::1', '2001:db8:0:0:ffff::2', true],
  ['2001:db8::1', '2001:db8:0:1::1', false],
  ['2001:DB8::1', '2001:db8::1%eth0', true],
])('%s and %s', (one, other, same) => {
  const take = tokenBuckets({ rate: 1, burst: 5 });
  expect(take(one, 5, 0)).toBe(true);
  expect(take(other, 1, 0)).toBe(!same);
});
