import { expect, test } from 'vitest';
import { passwordFrom } from './password-from.ts';

test('a password is readable, and depends on every byte', () => {
  expect(passwordFrom(new Uint8Array(16))).toBe('aaaa-aaaa-aaaa-aaaa');
  expect(passwordFrom(Uint8Array.from({ length: 16 }, (_, index) => 255 - index))).toMatch(
    /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/,
  );
  const all = new Set(Array.from({ length: 256 }, (_, byte) => passwordFrom(Uint8Array.of(byte))));
  expect(all.size).toBe(32);
});
