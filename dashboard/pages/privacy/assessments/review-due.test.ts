import { expect, test } from 'vitest';
import { reviewDue } from './review-due.ts';

const NOW = Date.parse('2026-11-25T10:00:00Z');

test.each([
  ['2027-05-25T10:00:00Z', 'Review due in 181 days', 'later'],
  ['2026-12-25T10:00:00Z', 'Review due in 30 days', 'soon'],
  ['2026-11-25T18:00:00Z', 'Review due in 1 day', 'soon'],
  ['2026-11-25T10:00:00Z', 'Review overdue since today', 'overdue'],
  ['2026-11-23T10:00:00Z', 'Review overdue by 2 days', 'overdue'],
])('%s: %s', (due, text, urgency) => {
  expect(reviewDue(due, NOW)).toEqual({ text, urgency });
});
