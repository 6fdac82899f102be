import { expect, test } from 'vitest';
import { rowsOf, sharesOf } from './shares.ts';

test('shares are of all, and what did not occur is left out', () => {
  const outcomes = [
    { outcome: 'named_high', title: 'Named', count: 1 },
    { outcome: 'vpn', title: 'VPN', count: 0 },
    { outcome: 'provider', title: 'Provider', count: 3 },
  ];
  expect(sharesOf(outcomes).map(({ outcome, percent }) => [outcome, percent])).toEqual([
    ['named_high', 25],
    ['provider', 75],
  ]);
  expect(sharesOf([])).toEqual([]);
});

test('days are rows, the newest first', () => {
  const rows = rowsOf([
    { day: '2026-11-01', outcome: 'vpn', count: 2 },
    { day: '2026-11-02', outcome: 'vpn', count: 1 },
    { day: '2026-11-02', outcome: 'provider', count: 4 },
  ]);
  expect(rows.map(({ day, all }) => [day, all])).toEqual([
    ['2026-11-02', 5],
    ['2026-11-01', 2],
  ]);
});
