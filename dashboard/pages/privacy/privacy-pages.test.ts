import { expect, test } from 'vitest';
import { privacyPagesFor, privacyTabAt } from './privacy-pages.ts';

test('sales reads the policy, what is stored, and what was refused', () => {
  expect(privacyPagesFor('sales').map(({ label }) => label)).toEqual([
    'Policy',
    'Refusals',
    'Exclusions',
    'Match quality',
    'What is stored',
  ]);
});

test.each([
  ['/privacy', '/privacy'],
  ['/privacy/review', '/privacy'],
  ['/privacy/history/3', '/privacy/history'],
  ['/privacy/levels', '/privacy/levels'],
])('%s belongs to the tab %s', (path, tab) => {
  expect(privacyTabAt(path)).toBe(tab);
});
