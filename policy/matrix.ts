import type { AssessmentTable } from './assessment.ts';
import type { ConsentState } from './consent.ts';
import { type Decision, decide } from './gate.ts';
import { ORDINARY_VISIT } from './ordinary-visit.ts';
import { byPurpose, PURPOSES, type Purpose } from './purposes.ts';
import { describeReason } from './reasons.ts';
import { ALL_REGIMES, byRegime, REGIMES, type Regime, regimeSet, regimesOf } from './regimes.ts';
import type { Basis, SitePolicy } from './site-policy.ts';

/** What stands in a cell, and what comes of it. */
export interface MatrixCell {
  purpose: Purpose;
  regime: Regime;
  basis: Basis;
  /** `always`: without asking; `consent`: with proven consent only; `never`. */
  outcome: Outcome;
  /** What stands in the way of the next better outcome, or limits it to some places. */
  reasons: { code: string; sentence: string }[];
}

export type Outcome = 'always' | 'consent' | 'never';

/**
 * The policy as a table of purpose by regime. Every cell asks the gate about an ordinary visit under that law alone. The
 * kill switch and the state of the notice concern all cells alike and are told beside the table, so they are left out.
 */
export function policyMatrix(policy: SitePolicy, assessments: AssessmentTable): MatrixCell[] {
  return PURPOSES.flatMap((purpose) => {
    const alone = concerning(policy, purpose);
    return REGIMES.map((regime) => {
      const ask = (answer: ConsentState, exempt: boolean): Decision =>
        decide(alone, {
          ...ORDINARY_VISIT,
          notice: 'CURRENT',
          assessments: byPurpose((each) => (each === purpose ? assessments[each] : APPROVED)),
          regimes: regimeSet(regime),
          exempt: exempt ? regimeSet(regime) : 0,
          consent: byPurpose((each) => (each === purpose ? answer : 'GIVEN_PROVEN')),
        });
      const places = declaredIn(policy, regime);
      const cell = { purpose, regime, basis: policy.bases[purpose][regime] };
      return { ...cell, ...outcomeOf(purpose, ask, places) };
    });
  });
}

const APPROVED = byRegime(() => 'APPROVED' as const);

/** The other purposes rest on proven consent, so that every reason of an answer is about this one. */
function concerning(policy: SitePolicy, purpose: Purpose): SitePolicy {
  const consent = byRegime((): Basis => 'CONSENT');
  return {
    ...policy,
    killed: false,
    bases: byPurpose((each) => (each === purpose ? policy.bases[each] : consent)),
  };
}

function outcomeOf(
  purpose: Purpose,
  ask: (answer: ConsentState, exempt: boolean) => Decision,
  places: readonly string[],
): Pick<MatrixCell, 'outcome' | 'reasons'> {
  const best = reached(purpose, (answer) => ask(answer, places.length > 0));
  if (best.outcome === 'never' || places.length === 0) return best;
  const elsewhere = reached(purpose, (answer) => ask(answer, false));
  if (elsewhere.outcome === best.outcome) return best;
  const limits = elsewhere.reasons.map(({ code, sentence }) => ({
    code,
    sentence: `Only in ${places.join(', ')}. Elsewhere: ${sentence}`,
  }));
  return { outcome: best.outcome, reasons: [...best.reasons, ...limits] };
}

function reached(
  purpose: Purpose,
  ask: (answer: ConsentState) => Decision,
): Pick<MatrixCell, 'outcome' | 'reasons'> {
  const proven = ask('GIVEN_PROVEN');
  if (!proven.purposes.includes(purpose)) return { outcome: 'never', reasons: inWords(proven) };
  const unasked = ask('NONE');
  return unasked.purposes.includes(purpose)
    ? { outcome: 'always', reasons: [] }
    : { outcome: 'consent', reasons: inWords(unasked) };
}

const inWords = ({ reasons }: Decision): MatrixCell['reasons'] =>
  reasons.map((code) => ({ code, sentence: describeReason(code).sentence }));

/** Places of the regime for which the officer cites a statistics exemption. */
const declaredIn = ({ exemptions }: SitePolicy, regime: Regime): string[] =>
  Object.entries(exemptions)
    .filter(([place, citation]) => {
      const regimes = regimesOf(place);
      return citation.trim() !== '' && regimes !== ALL_REGIMES && (regimes & regimeSet(regime)) !== 0;
    })
    .map(([place]) => place)
    .sort();

/** Cells whose outcome moves from one table to another, with the way it moves. */
export function movedCells(
  before: readonly MatrixCell[],
  after: readonly MatrixCell[],
): { purpose: Purpose; regime: Regime; direction: 'wider' | 'narrower' }[] {
  return after.flatMap(({ purpose, regime, outcome }) => {
    const was = before.find((cell) => cell.purpose === purpose && cell.regime === regime);
    if (!was || was.outcome === outcome) return [];
    const wider = OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf(was.outcome);
    return [{ purpose, regime, direction: wider ? 'wider' : 'narrower' }];
  });
}

/** Least first. */
const OUTCOMES: readonly Outcome[] = ['never', 'consent', 'always'];
