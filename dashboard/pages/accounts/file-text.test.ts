import { expect, test } from 'vitest';
import { fileText } from './file-text.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test.each([
  ['UTF-8', bytes(0xc3, 0x84, 0x6c, 0x67)],
  ['UTF-8 with a mark', bytes(0xef, 0xbb, 0xbf, 0xc3, 0x84, 0x6c, 0x67)],
  ['Windows-1252', bytes(0xc4, 0x6c, 0x67)],
  ['UTF-16, little end first', bytes(0xff, 0xfe, 0xc4, 0, 0x6c, 0, 0x67, 0)],
  ['UTF-16, big end first', bytes(0xfe, 0xff, 0, 0xc4, 0, 0x6c, 0, 0x67)],
])('%s is read', (_, file) => {
  expect(fileText(file)).toBe('Älg');
});
