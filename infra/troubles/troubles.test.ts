import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Troubles } from './troubles.ts';

const NOON = Date.parse('2026-11-25T12:00:00Z');

/** With a clock that the test turns. */
function open() {
  let passed = 0;
  const troubles = new Troubles({ now: () => NOON + passed, elapsed: () => passed });
  const wait = (seconds: number): void => {
    passed += seconds * 1000;
  };
  return { troubles, wait };
}

test('what passes at once is not told; what lasts is, since it began', () => {
  const { troubles, wait } = open();
  troubles.met('intake', 'full');
  expect(troubles.current()).toEqual([]);
  wait(4);
  troubles.met('intake', 'full');
  expect(troubles.current()).toEqual([]);
  wait(1);
  troubles.met('intake', 'full');
  expect(troubles.current()).toEqual([{ kind: 'intake', reason: 'full', since: NOON }]);
});

test('it goes when it is over, and when nobody meets it any more', () => {
  const { troubles, wait } = open();
  const last = (): void => {
    troubles.met('writer', 'failing');
    wait(5);
    troubles.met('writer', 'failing');
  };
  last();
  expect(troubles.own()).toHaveLength(1);
  troubles.over('writer');
  expect(troubles.own()).toEqual([]);
  last();
  wait(60);
  expect(troubles.own()).toEqual([]);
  // What comes back later is something new.
  troubles.met('writer', 'failing');
  expect(troubles.own()).toEqual([]);
});

test('of several processes the one that has had it longest tells, as long as it says so', () => {
  const { troubles, wait } = open();
  troubles.heard('a', [{ kind: 'intake', reason: 'failing', since: NOON - 1000 }]);
  troubles.heard('b', [{ kind: 'intake', reason: 'full', since: NOON - 2000 }]);
  expect(troubles.current()).toEqual([{ kind: 'intake', reason: 'full', since: NOON - 2000 }]);
  expect(troubles.own()).toEqual([]);
  troubles.heard('b', []);
  expect(troubles.current()).toEqual([{ kind: 'intake', reason: 'failing', since: NOON - 1000 }]);
  wait(20);
  expect(troubles.current()).toEqual([]);
});

test('whatever is met and over: nothing is told that did not last, and nothing that is over', () => {
  const step = fc.oneof(
    fc.record({ wait: fc.integer({ min: 0, max: 90 }) }),
    fc.constant('met' as const),
    fc.constant('over' as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { troubles, wait } = open();
      let at = 0;
      // Times at which it was met since it was last over.
      let met: number[] = [];
      for (const each of steps) {
        if (each === 'met') {
          troubles.met('alerts', 'full');
          met.push(at);
        } else if (each === 'over') {
          troubles.over('alerts');
          met = [];
        } else {
          wait(each.wait);
          at += each.wait;
        }
        const gap = met.findLastIndex((time, index) => time - (met[index - 1] ?? time) >= 60);
        const run = met.slice(Math.max(0, gap));
        const first = run[0] ?? 0;
        const last = run.at(-1) ?? Number.NEGATIVE_INFINITY;
        const expected = last - first >= 5 && at - last < 60 ? [NOON + first * 1000] : [];
        expect(troubles.own().map(({ since }) => since)).toEqual(expected);
      }
    }),
  );
});
