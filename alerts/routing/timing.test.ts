import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type RepSettings, timingOf } from './timing.ts';
import { restOf } from './working-time.ts';

const timeOfDay = fc.integer({ min: 0, max: 1439 });
const settings: fc.Arbitrary<RepSettings> = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'),
  quiet: fc.option(fc.record({ from: timeOfDay, to: timeOfDay }).filter(({ from, to }) => from !== to)),
  workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  digest: fc.boolean(),
  digestTimes: fc.uniqueArray(timeOfDay, { minLength: 1, maxLength: 3 }),
  dashboard: fc.boolean(),
  email: fc.boolean(),
  browser: fc.boolean(),
  dailyBudget: fc.option(fc.integer({ min: 1, max: 3 })),
  mutedRules: fc.subarray(['pricing', 'docs']),
  takesPart: fc.boolean(),
});
const moment = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') });

test('nobody is told when they rest, and nobody beyond their budget', () => {
  fc.assert(
    fc.property(settings, moment, fc.nat({ max: 5 }), (each, now, toldToday) => {
      const timing = timingOf(each, 'pricing', now, toldToday);
      if (timing.told === 'now') {
        expect(restOf(each, now)).toBeNull();
        expect(each.digest).toBe(false);
        expect(toldToday).toBeLessThan(each.dailyBudget ?? Number.POSITIVE_INFINITY);
      }
      if (timing.told === 'later') {
        expect(timing.at).toBeGreaterThan(now);
        expect(restOf(each, timing.at)).toBeNull();
      }
      expect(timing.told === 'not').toBe(each.mutedRules.includes('pricing'));
    }),
  );
});

test('whoever has said nothing is told at once', () => {
  expect(timingOf(DEFAULT_SETTINGS, 'pricing', Date.parse('2026-07-05T03:00:00Z'), 1000)).toEqual({
    told: 'now',
  });
});
