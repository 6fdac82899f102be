import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutesOf, timeOfDay } from './time-of-day.ts';

test('every minute of a day is read as it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
      expect(minutesOf(timeOfDay(minutes))).toBe(minutes);
    }),
  );
  expect(timeOfDay(450)).toBe('07:30');
});

test.each(['', '7:30', '24:00', '12:60', 'noon'])('"%s" is no time of day', (text) => {
  expect(minutesOf(text)).toBeNull();
});
