import fc from 'fast-check';
import { ASSESSMENT_STATES, type AssessmentState, type AssessmentTable } from './assessment.ts';
import { CONSENT_STATES, type ConsentState } from './consent.ts';
import type { Context } from './gate.ts';
import { byPurpose, PURPOSES, type Purpose } from './purposes.ts';
import { ALL_REGIMES, byRegime, REGIMES, type Regime, regimeSet } from './regimes.ts';
import { NO_SIGNALS } from './signals/signals.ts';
import { BASES, closedPolicy, type SitePolicy } from './site-policy.ts';

/** A policy and a visit: everything that the gate may be asked. */
export interface Question {
  policy: SitePolicy;
  context: Context;
}

/** One step towards privacy, by the input that it moves. */
export interface Step {
  input: string;
  to: Question;
}

const NOTICES = ['MISSING', 'STALE', 'CURRENT'] as const;
const SENDERS = ['BOT', 'INTERNAL', 'SUSPECT', 'HUMAN'] as const;
const MEMO = 'Signed.';

/** Inputs of the visit that are more private when they are true, and those that are when they are false. */
const PRIVATE_WHEN_TRUE = ['objected', 'special', 'excluded'] as const;
const PRIVATE_WHEN_FALSE = ['corporate', 'eligible', 'inAudience', 'groupMet'] as const;

/** Every question that is one step more private (section 2.2 of the rules). */
export function* morePrivate({ policy, context }: Question): Generator<Step> {
  const visit = (input: string, change: Partial<Context>): Step => ({
    input,
    to: { policy, context: { ...context, ...change } },
  });
  const decided = (input: string, change: Partial<SitePolicy>): Step => ({
    input,
    to: { policy: { ...policy, ...change }, context },
  });

  if (!policy.killed) yield decided('killed', { killed: true });
  if (!policy.unreadable) yield decided('unreadable', { unreadable: true });
  for (const regime of REGIMES) {
    if (policy.passiveSignalMemos[regime] !== undefined) {
      yield decided(`stance ${regime}`, {
        passiveSignalMemos: { ...policy.passiveSignalMemos, [regime]: '' },
      });
    }
    for (const purpose of PURPOSES) {
      if (policy.bases[purpose][regime] === 'OFF') continue;
      const bases = { ...policy.bases, [purpose]: { ...policy.bases[purpose], [regime]: 'OFF' as const } };
      yield decided(`basis ${purpose} ${regime}`, { bases });
    }
  }
  const notice = NOTICES[NOTICES.indexOf(context.notice) - 1];
  if (notice) yield visit('notice', { notice });
  for (const regime of REGIMES) {
    const bit = regimeSet(regime);
    if ((context.regimes & bit) === 0) yield visit(`regime ${regime}`, { regimes: context.regimes | bit });
    if ((context.exempt & bit) !== 0) yield visit(`exempt ${regime}`, { exempt: context.exempt & ~bit });
  }
  for (const purpose of PURPOSES) {
    const consent = CONSENT_STATES[CONSENT_STATES.indexOf(context.consent[purpose]) - 1];
    if (consent) yield visit(`consent ${purpose}`, { consent: { ...context.consent, [purpose]: consent } });
    for (const regime of REGIMES) {
      const now = context.assessments[purpose][regime];
      const state = ASSESSMENT_STATES[ASSESSMENT_STATES.indexOf(now) - 1];
      if (!state) continue;
      const assessments = {
        ...context.assessments,
        [purpose]: { ...context.assessments[purpose], [regime]: state },
      };
      yield visit(`assessment ${purpose} ${regime}`, { assessments });
    }
  }
  for (const name of Object.keys(NO_SIGNALS) as (keyof typeof NO_SIGNALS)[]) {
    if (!context.signals[name]) yield visit(name, { signals: { ...context.signals, [name]: true } });
  }
  for (const name of PRIVATE_WHEN_TRUE) if (!context[name]) yield visit(name, { [name]: true });
  for (const name of PRIVATE_WHEN_FALSE) if (context[name]) yield visit(name, { [name]: false });
  const sender = context.sender === 'HUMAN' ? 'SUSPECT' : context.sender === 'SUSPECT' ? 'BOT' : null;
  if (sender) yield visit('sender', { sender });
}

const eachPurpose = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<Record<Purpose, T>> =>
  fc.tuple(of, of, of, of).map((values) => byPurpose((purpose) => values[PURPOSES.indexOf(purpose)] as T));

const eachRegime = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<Record<Regime, T>> =>
  fc
    .array(of, { minLength: REGIMES.length, maxLength: REGIMES.length })
    .map((values) => byRegime((regime) => values[REGIMES.indexOf(regime)] as T));

/** Mostly usable values, so that levels above DROP are met often enough to prove something. */
const often = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(usual, ...others) },
  );

export const anyPolicy: fc.Arbitrary<SitePolicy> = fc
  .record({
    killed: often(false, true),
    unreadable: often(false, true),
    bases: eachPurpose(
      fc.oneof(
        // The same basis everywhere, or one for each regime.
        fc.constantFrom(...BASES).map((basis) => byRegime(() => basis)),
        eachRegime(fc.constantFrom(...BASES)),
      ),
    ),
    memos: eachRegime(often(MEMO, '')),
    establishments: fc.subarray(['GB', 'DE', 'FR', 'CH', 'US-TX', 'BR', 'CA-QC', 'JP'], { minLength: 1 }),
    exemptions: fc.constantFrom({}, { DE: 'cited' }, { JP: 'cited', 'US-TX': 'cited' }),
  })
  .map(({ memos, ...policy }) => ({ ...closedPolicy(), ...policy, passiveSignalMemos: memos }));

/** One law or several; there is no visit under none. */
const anyRegimes = fc.oneof(
  fc.constantFrom(...REGIMES).map((regime) => regimeSet(regime)),
  fc.integer({ min: 1, max: ALL_REGIMES }),
);

export const anyContext: fc.Arbitrary<Context> = fc.record({
  notice: often<Context['notice']>('CURRENT', ...NOTICES),
  assessments: eachPurpose(
    eachRegime(often<AssessmentState>('APPROVED', ...ASSESSMENT_STATES)),
  ) as fc.Arbitrary<AssessmentTable>,
  regimes: anyRegimes,
  exempt: fc.integer({ min: 0, max: ALL_REGIMES }),
  consent: eachPurpose(often<ConsentState>('GIVEN_PROVEN', ...CONSENT_STATES)),
  signals: fc.record({
    gpc: often(false, true),
    dnt: often(false, true),
    gpp: often(false, true),
    tcf: often(false, true),
    consentMode: often(false, true),
    child: often(false, true),
  }),
  objected: often(false, true),
  special: often(false, true),
  sender: often<Context['sender']>('HUMAN', ...SENDERS),
  excluded: often(false, true),
  corporate: often(true, false),
  eligible: often(true, false),
  inAudience: often(true, false),
  groupMet: often(true, false),
});

export const anyQuestion: fc.Arbitrary<Question> = fc.record({ policy: anyPolicy, context: anyContext });
