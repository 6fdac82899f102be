import { expect, test } from 'vitest';
import { tokenIn } from './token-in.ts';

test('the token is read from the fragment', () => {
  expect(tokenIn('#token=abc-123_X')).toBe('abc-123_X');
  expect(tokenIn('#other=1')).toBe('');
  expect(tokenIn('')).toBe('');
});
