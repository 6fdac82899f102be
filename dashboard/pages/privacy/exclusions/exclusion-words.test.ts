import { expect, test } from 'vitest';
import { targetIn } from './exclusion-words.ts';

test.each([
  ['192.0.2.0/24', 'network'],
  [' 192.0.2.1 - 192.0.2.9 ', 'network'],
  ['2001:db8::/48', 'network'],
  ['shop.example', 'domain'],
  ['4u.example', 'domain'],
])('%s is a %s', (text, kind) => {
  expect(targetIn(text)).toEqual({ [kind]: text.trim() });
});
