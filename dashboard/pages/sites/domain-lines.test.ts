import { expect, test } from 'vitest';
import { domainLines } from './domain-lines.ts';

test('domains may stand on lines, or between commas and blanks', () => {
  expect(domainLines(' example.com\nexample.org, example.net;\n\n')).toEqual([
    'example.com',
    'example.org',
    'example.net',
  ]);
  expect(domainLines('  \n')).toEqual([]);
});
