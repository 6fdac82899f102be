import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlertWishes } from '../../../api/contract-my-alerts.ts';
import { formOf, problemsOf, wishesOf } from './wishes-form.ts';

const timeOfDay = fc.integer({ min: 0, max: 1439 });
const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);
const wishes: fc.Arbitrary<AlertWishes> = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
  quiet: fc.option(fc.record({ from: timeOfDay, to: timeOfDay }).filter(({ from, to }) => from !== to)),
  workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map(ascending),
  digest: fc.boolean(),
  digestTimes: fc.uniqueArray(timeOfDay, { minLength: 1, maxLength: 6 }).map(ascending),
  email: fc.boolean(),
  dailyBudget: fc.option(fc.integer({ min: 1, max: 1000 })),
  mutedRules: fc.subarray(['pricing', 'docs']),
});

test('a form that nobody touched says what was wished', () => {
  fc.assert(
    fc.property(wishes, (wished) => {
      expect(problemsOf(formOf(wished))).toEqual({});
      expect(wishesOf(formOf(wished))).toEqual(wished);
    }),
  );
});

const FORM = formOf({
  timeZone: 'UTC',
  quiet: { from: 1200, to: 480 },
  workingDays: [1],
  digest: false,
  digestTimes: [540],
  email: true,
  dailyBudget: 3,
  mutedRules: [],
});

test.each([
  [{ quietFrom: '' }, 'quietFrom'],
  [{ quietTo: '20:00' }, 'quietTo'],
  [{ workingDays: [] }, 'workingDays'],
  [{ digestTimes: ['09:00', '09:00'] }, 'digestTimes'],
  [{ digestTimes: [''] }, 'digestTimes'],
  [{ dailyBudget: '' }, 'dailyBudget'],
  [{ dailyBudget: 1.5 }, 'dailyBudget'],
  [{ timeZone: '' }, 'timeZone'],
])('%j is said at its field', (change, field) => {
  expect(Object.keys(problemsOf({ ...FORM, ...change }))).toEqual([field]);
});
