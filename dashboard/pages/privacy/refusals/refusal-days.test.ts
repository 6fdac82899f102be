import { expect, test } from 'vitest';
import type { Refusals } from '../../../../api/contract.ts';
import { lastDays, refusalDays } from './refusal-days.ts';

const refusals: Refusals = {
  from: '2026-02-27',
  to: '2026-03-02',
  reasons: [],
  days: [
    { day: '2026-02-28', reason: 'G01', count: 3 },
    { day: '2026-02-28', reason: 'X01', count: 4 },
    { day: '2026-03-02', reason: 'G01', count: 1 },
  ],
};

test('every day of the range is there, with its sum', () => {
  expect(refusalDays(refusals, null)).toEqual([
    { day: '2026-02-27', count: 0 },
    { day: '2026-02-28', count: 7 },
    { day: '2026-03-01', count: 0 },
    { day: '2026-03-02', count: 1 },
  ]);
});

test('one reason can be picked', () => {
  expect(refusalDays(refusals, 'X01').map(({ count }) => count)).toEqual([0, 4, 0, 0]);
});

test('the last days end today, in UTC', () => {
  expect(lastDays(Date.parse('2026-03-01T23:59:59Z'), 2)).toEqual({ from: '2026-02-28', to: '2026-03-01' });
});
