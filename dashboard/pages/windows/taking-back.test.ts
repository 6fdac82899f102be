import { expect, test } from 'vitest';
import { alertFixture } from '../../queries/alert.fixture.ts';
import { takingBack } from './taking-back.ts';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');

test('what was open is open again', () => {
  expect(takingBack(alertFixture(), 'Ada', NOW)).toEqual([{ do: 'reopen' }]);
});

test('what I was on I am on again', () => {
  const mine = alertFixture({ state: 'acknowledged', acknowledgedBy: 'Ada' });
  expect(takingBack(mine, 'Ada', NOW)).toEqual([{ do: 'reopen' }, { do: 'acknowledge', takeOver: false }]);
});

test('nobody takes things on for others', () => {
  const theirs = alertFixture({ state: 'acknowledged', acknowledgedBy: 'Ben' });
  expect(takingBack(theirs, 'Ada', NOW)).toEqual([{ do: 'reopen' }]);
});

test('what was put off is put off for what was left of it', () => {
  const until = (snoozedUntil: string) => alertFixture({ state: 'snoozed', snoozedUntil });
  expect(takingBack(until('2026-11-24T14:30:00.000Z'), 'Ada', NOW)).toEqual([
    { do: 'reopen' },
    { do: 'snooze', hours: 3 },
  ]);
  expect(takingBack(until('2026-11-24T11:59:00.000Z'), 'Ada', NOW)).toEqual([{ do: 'reopen' }]);
});

test('what had closed stays closed', () => {
  expect(takingBack(alertFixture({ state: 'closed' }), 'Ada', NOW)).toEqual([]);
});
