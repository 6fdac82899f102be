import { expect, test } from 'vitest';
import { installState } from './status-of.ts';

test.each([
  [0, 0, 'waiting'],
  [0, 3, 'refused'],
  [1, 0, 'received'],
  [1, 300, 'received'],
] as const)('%i accepted and %i refused is "%s"', (accepted, refused, state) => {
  expect(installState({ accepted, refused })).toBe(state);
});
