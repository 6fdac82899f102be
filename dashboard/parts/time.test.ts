import { describe, expect, test } from 'vitest';
import { ago, count, dateAndClock, dayKey, moment } from './time.ts';

const utc = { timeZone: 'UTC' };
const NOW = Date.parse('2026-11-24T10:00:00Z');
const MINUTE = 60_000;

describe('moment', () => {
  test.each([
    ['2026-11-24T09:15:00Z', '09:15'],
    ['2026-11-24T18:00:00Z', 'today, 18:00'],
    ['2026-11-23T23:45:00Z', 'yesterday, 23:45'],
    ['2026-11-25T10:00:00Z', 'tomorrow, 10:00'],
    ['2026-11-17T08:30:00Z', 'Tue 17 Nov, 08:30'],
  ])('%s is told as "%s"', (time, told) => {
    expect(moment(time, NOW, utc)).toBe(told);
  });

  test('days are those of the reader', () => {
    expect(moment('2026-11-23T23:45:00Z', NOW, { timeZone: 'Europe/Berlin' })).toBe('00:45');
  });
});

describe('ago', () => {
  test.each([
    [-MINUTE, 'just now'],
    [59_999, 'just now'],
    [MINUTE, '1 minute ago'],
    [59 * MINUTE, '59 minutes ago'],
    [60 * MINUTE, '1 hour ago'],
    [47 * 60 * MINUTE, '1 day ago'],
    [48 * 60 * MINUTE, '2 days ago'],
  ])('%d ms is "%s"', (passed, told) => {
    expect(ago(NOW - passed, NOW)).toBe(told);
  });
});

test('dates name day, month and year', () => {
  expect(dateAndClock('2026-11-03T14:15:00Z', utc)).toBe('3 Nov 2026, 14:15');
});

test('day keys follow the zone', () => {
  expect(dayKey('2026-11-03T23:30:00Z', utc)).toBe('2026-11-03');
  expect(dayKey('2026-11-03T23:30:00Z', { timeZone: 'Asia/Tokyo' })).toBe('2026-11-04');
});

test('counts have their plural and their thousands', () => {
  expect([count(1, 'session'), count(0, 'session'), count(1234, 'view')]).toEqual([
    '1 session',
    '0 sessions',
    '1,234 views',
  ]);
});
