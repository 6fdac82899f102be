import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowsMore } from './difference.ts';
import { type Decision, decide, gateOf } from './gate.ts';
import { anyQuestion, morePrivate } from './gate-domain.fixture.ts';
import { LEVELS } from './levels.ts';
import { PURPOSES } from './purposes.ts';
import { REASONS } from './reasons.ts';
import { TERMINAL_REGIMES } from './regimes.ts';

const RUNS = { numRuns: 600 };

const STORAGES = ['none', 'first_party'];
const IDENTIFIERS = ['none', 'daily', 'random'];

/** Section 2.7 of the rules: level, organization, alert, storage and identifier never rise. */
function rises(before: Decision, after: Decision): boolean {
  return (
    allowsMore(after, before) ||
    STORAGES.indexOf(after.storage) > STORAGES.indexOf(before.storage) ||
    IDENTIFIERS.indexOf(after.visitorId) > IDENTIFIERS.indexOf(before.visitorId)
  );
}

describe('laws of the gate', () => {
  test('total: every question has one of four answers, with known reasons exactly when something is taken', () => {
    fc.assert(
      fc.property(anyQuestion, ({ policy, context }) => {
        const { level, purposes, reasons } = decide(policy, context);
        expect(LEVELS).toContain(level);
        for (const reason of reasons) expect(REASONS).toHaveProperty(reason);
        expect(reasons.length > 0).toBe(purposes.length < PURPOSES.length);
      }),
      RUNS,
    );
  });

  test('monotone: no step towards privacy, in any input, ever allows more', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const before = decide(question.policy, question.context);
        for (const { input, to } of morePrivate(question)) {
          expect(rises(before, decide(to.policy, to.context)), input).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('no reason is lost on a step towards privacy, except one that the step itself answers', () => {
    fc.assert(
      fc.property(anyQuestion, ({ policy, context }) => {
        const before = decide(policy, context).reasons;
        const after = decide(policy, { ...context, objected: true }).reasons;
        expect(after).toEqual(expect.arrayContaining([...before]));
      }),
      RUNS,
    );
  });

  test('invariants of section 2.7', () => {
    fc.assert(
      fc.property(anyQuestion, ({ policy, context }) => {
        const { level, alert, purposes, fields, storage } = decide(policy, context);
        const { signals } = context;
        if (alert) {
          expect(purposes).toContain('identify_org');
          expect(signals.gpc || signals.dnt || signals.gpp || signals.tcf || signals.child).toBe(false);
          expect(context).toMatchObject({
            objected: false,
            special: false,
            excluded: false,
            sender: 'HUMAN',
            corporate: true,
            eligible: true,
            inAudience: true,
            groupMet: true,
          });
        }
        if (level === 'VISITOR' && (context.regimes & TERMINAL_REGIMES) !== 0) {
          expect(context.consent.recognise_visitor).toBe('GIVEN_PROVEN');
        }
        expect(storage === 'first_party').toBe(level === 'VISITOR');
        if (level === 'DROP') expect(fields).toEqual([]);
        expect(fields.includes('organization')).toBe(purposes.includes('identify_org'));
        if (policy.killed || context.notice !== 'CURRENT') expect(level).toBe('DROP');
      }),
      RUNS,
    );
  });

  test('the order of signals, and of asking, changes nothing: the gate of a site answers as the table', () => {
    fc.assert(
      fc.property(fc.array(anyQuestion, { minLength: 2, maxLength: 6 }), ([first, ...others]) => {
        if (!first) return;
        const gate = gateOf(first.policy, first.context);
        for (const { context } of [first, ...others, first]) {
          const { notice, assessments } = first.context;
          expect(gate(context)).toEqual(decide(first.policy, { ...context, notice, assessments }));
        }
      }),
      { numRuns: 200 },
    );
  });
});
