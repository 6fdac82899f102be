import { expect, test } from 'vitest';
import { pageRules } from './page-rules.ts';

const rules = pageRules({
  pages: { special: ['/health/**', '/orders/:id', '/trials/2024-a'], children: ['/kids/*'] },
});

test('special pages, however they are spelt', () => {
  for (const path of [
    '/health/a',
    '/he%61lth/a',
    '/health/a/b',
    '/orders/12345',
    '/orders/:id',
    '/trials/2024%2Da',
  ]) {
    expect([path, rules.isSpecial(path)]).toEqual([path, true]);
  }
  for (const path of ['/', '/healthy', '/orders', '/%zz']) {
    expect([path, rules.isSpecial(path)]).toEqual([path, false]);
  }
});

test('pages for children', () => {
  expect([rules.isForChildren('/kids/games'), rules.isForChildren('/%6bids/games')]).toEqual([true, true]);
  expect(rules.isForChildren('/parents')).toBe(false);
});

test('no globs, no pages', () => {
  const none = pageRules({ pages: { special: [], children: [] } });
  expect([none.isSpecial('/health'), none.isForChildren('/kids/games')]).toEqual([false, false]);
});
