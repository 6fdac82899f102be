import type { AssessmentState, AssessmentTable } from './assessment.ts';
import type { ConsentStates } from './consent.ts';
import type { Standing, Visitor } from './gate.ts';
import { jurisdiction } from './jurisdiction.ts';
import { ORDINARY_VISIT } from './ordinary-visit.ts';
import { byPurpose, everyPurpose, type Purpose } from './purposes.ts';
import { byRegime, type Regime } from './regimes.ts';
import { type Basis, closedPolicy, type SitePolicy } from './site-policy.ts';

const MEMO = 'The address stays in the headers of the request.';

/** A policy with the same basis for a purpose wherever it is used. */
export function policyWith(
  bases: Partial<Record<Purpose, Basis>>,
  options: {
    establishments: readonly string[];
    headerOnly?: boolean;
    regimes?: Partial<Record<Regime, Basis>>;
  },
): SitePolicy {
  const memos = byRegime(() => MEMO);
  return {
    ...closedPolicy(),
    controller: { name: 'Example Ltd', contact: 'privacy@example.com', officer: 'A. Officer' },
    establishments: options.establishments,
    bases: byPurpose((purpose) => byRegime((regime) => options.regimes?.[regime] ?? bases[purpose] ?? 'OFF')),
    passiveSignalMemos: options.headerOnly ? memos : {},
  };
}

export const assessments = (state: AssessmentState): AssessmentTable => everyPurpose(byRegime(() => state));

/** Everything in order: a current notice, approved assessments. */
export const STANDING: Standing = { notice: 'CURRENT', assessments: assessments('APPROVED') };

export const consents = (states: Partial<ConsentStates> = {}): ConsentStates => ({
  ...everyPurpose('NONE'),
  ...states,
});

/** An ordinary visit from a company's own network, with no answer and no signal. */
export function visitorFrom(policy: SitePolicy, place: string): Visitor {
  return { ...ORDINARY_VISIT, ...jurisdiction(policy, place), consent: consents() };
}
