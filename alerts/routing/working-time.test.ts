import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isTimeZone,
  localTime,
  nextAllowed,
  nextTimeOfDay,
  restOf,
  startOfLocalDay,
  type WorkingTime,
} from './working-time.ts';

const MINUTE = 60_000;
const at = (text: string): number => Date.parse(text);
const berlin: WorkingTime = {
  timeZone: 'Europe/Berlin',
  quiet: { from: 20 * 60, to: 7 * 60 + 30 },
  workingDays: [1, 2, 3, 4, 5],
};
const nextIn = (settings: WorkingTime, text: string): string =>
  new Date(nextAllowed(settings, at(text))).toISOString();

describe('when somebody may be told', () => {
  test('quiet hours go over midnight', () => {
    expect(restOf(berlin, at('2026-07-01T21:00:00Z'))).toBe('quiet_hours');
    expect(nextIn(berlin, '2026-07-01T21:00:00Z')).toBe('2026-07-02T05:30:00.000Z');
    expect(nextIn(berlin, '2026-07-02T02:00:00Z')).toBe('2026-07-02T05:30:00.000Z');
  });

  test('what comes on Friday night waits until Monday', () => {
    expect(nextIn(berlin, '2026-07-03T21:00:00Z')).toBe('2026-07-06T05:30:00.000Z');
    expect(restOf(berlin, at('2026-07-04T10:00:00Z'))).toBe('day_off');
  });

  test('seven thirty is seven thirty on both sides of a change of clocks', () => {
    const daily = { ...berlin, workingDays: [1, 2, 3, 4, 5, 6, 7] };
    expect(nextIn(daily, '2026-03-28T22:00:00Z')).toBe('2026-03-29T05:30:00.000Z');
    expect(nextIn(daily, '2026-10-24T22:00:00Z')).toBe('2026-10-25T06:30:00.000Z');
  });

  test('quiet hours that end in an hour that the clocks jump over end when they have jumped', () => {
    const early = { timeZone: 'Europe/Berlin', quiet: { from: 0, to: 150 }, workingDays: [7] };
    expect(nextIn(early, '2026-03-28T23:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });

  test('a day begins at its first moment, also where clocks were changed since', () => {
    expect(startOfLocalDay('Europe/Berlin', at('2026-03-29T12:00:00Z'))).toBe(at('2026-03-28T23:00:00Z'));
    expect(startOfLocalDay('Europe/Berlin', at('2026-10-25T12:00:00Z'))).toBe(at('2026-10-24T22:00:00Z'));
  });

  test('a name that is no time zone is known as none', () => {
    expect(isTimeZone('Asia/Kathmandu')).toBe(true);
    expect(isTimeZone('Middle/Earth')).toBe(false);
  });
});

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
);
const timeOfDay = fc.integer({ min: 0, max: 1439 });
const settings: fc.Arbitrary<WorkingTime> = fc.record({
  timeZone: zones,
  quiet: fc.option(fc.record({ from: timeOfDay, to: timeOfDay }).filter(({ from, to }) => from !== to)),
  workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
});
/** Around changes of clocks as well as anywhere. */
const moments = fc.oneof(
  fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') }),
  ...[
    '2026-03-29T01:00Z',
    '2026-10-25T01:00Z',
    '2026-03-08T07:00Z',
    '2026-11-01T06:00Z',
    '2026-04-04T15:00Z',
  ].map((change) =>
    fc.integer({ min: -36 * 60, max: 36 * 60 }).map((minutes) => at(change) + minutes * MINUTE + 1),
  ),
);

describe('laws', () => {
  test('the next moment is not before, is allowed, and nothing allowed lies between', () => {
    fc.assert(
      fc.property(settings, moments, (each, time) => {
        const next = nextAllowed(each, time);
        expect(next).toBeGreaterThanOrEqual(time);
        expect(restOf(each, next)).toBeNull();
        expect(nextAllowed(each, next)).toBe(next);
        // Every minute where there are few, some minutes where there are many, and the last one always.
        const step = Math.max(1, Math.floor((next - time) / MINUTE / 200)) * MINUTE;
        for (let between = time; between < next; between += step) {
          expect(restOf(each, between)).not.toBeNull();
        }
        if (next > time) expect(restOf(each, next - 1)).not.toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  test('a time of day comes after the moment, is that time, and none of them lies between', () => {
    const times = fc.uniqueArray(timeOfDay, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(zones, moments, times, (zone, time, wanted) => {
        const next = nextTimeOfDay(zone, time, wanted);
        expect(next).toBeGreaterThan(time);
        expect(wanted).toContain(localTime(zone, next).minute);
        expect(next - time).toBeLessThanOrEqual(49 * 60 * MINUTE);
        const first = Math.floor(time / MINUTE) * MINUTE + MINUTE;
        for (let between = first; between < next; between += MINUTE) {
          expect(wanted).not.toContain(localTime(zone, between).minute);
        }
      }),
      { numRuns: 60 },
    );
  });
});
