import { expect, test } from 'vitest';
import type { MyAlerts } from '../../../api/contract-my-alerts.ts';
import { nextWords } from './next-words.ts';

const NOW = Date.parse('2026-07-03T19:00:00Z');
const MINE = { postponed: null, wishes: { timeZone: 'Europe/Berlin' } } as MyAlerts;

test('at once, or when and why, by the clock of the person', () => {
  expect(nextWords(MINE, NOW)).toBe('An alert that comes now is told at once.');
  const postponed = { until: '2026-07-06T05:30:00.000Z', reason: 'quiet_hours' as const };
  expect(nextWords({ ...MINE, postponed }, NOW)).toBe(
    'These are your quiet hours. An alert that comes now is told Mon 6 Jul, 07:30 (Europe/Berlin).',
  );
});
