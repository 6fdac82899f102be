import { type ByPurpose, byPurpose, type Purpose } from './purposes.ts';
import { type ByRegime, byRegime, type Regime } from './regimes.ts';
import { monthsAfter } from './time.ts';

/** What an assessment of legitimate interest says now, the most private first. */
export const ASSESSMENT_STATES = ['FAILED', 'DPIA_PENDING', 'OVERDUE', 'DRAFT', 'NONE', 'APPROVED'] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** What an officer records; OVERDUE and NONE come by themselves. */
export const RECORDED_STATES = ['DRAFT', 'DPIA_PENDING', 'FAILED', 'APPROVED'] as const;
export type RecordedState = (typeof RECORDED_STATES)[number];

/** A legitimate interest assessment (GDPR Article 6(1)(f)) of some purposes in some regimes. A version is never changed. */
export interface Assessment {
  /** Rises with every record of the site: the newest that concludes is the one that counts. */
  version: number;
  purposes: readonly Purpose[];
  regimes: readonly Regime[];
  state: RecordedState;
  /** Milliseconds since the epoch; null until approved. */
  approvedAt: number | null;
  /** From then on an approval no longer holds; null until approved. */
  reviewDue: number | null;
}

export type AssessmentTable = ByPurpose<ByRegime<AssessmentState>>;

/** Six months, to the day of the month where it exists (seed S1: "review our LIAs every 6 months"). */
export const reviewDue = (approvedAt: number): number => monthsAfter(approvedAt, 6);

/**
 * State of every purpose and regime at a time. A draft changes nothing about what was concluded before it; of what was
 * concluded, the newest counts.
 */
export function assessmentTable(assessments: readonly Assessment[], now: number): AssessmentTable {
  const newest = [...assessments].sort((a, b) => b.version - a.version);
  return byPurpose((purpose) =>
    byRegime((regime) => {
      const covering = newest.filter(
        (each) => each.purposes.includes(purpose) && each.regimes.includes(regime),
      );
      const concluded = covering.find((each) => each.state !== 'DRAFT');
      if (!concluded) return covering.length > 0 ? 'DRAFT' : 'NONE';
      return stateAt(concluded, now);
    }),
  );
}

/** An approval without its dates can not be relied on. */
function stateAt({ state, approvedAt, reviewDue: due }: Assessment, now: number): AssessmentState {
  if (state !== 'APPROVED') return state;
  return approvedAt !== null && due !== null && now < due ? 'APPROVED' : 'OVERDUE';
}

/** When the next approval runs out, milliseconds since the epoch; Infinity when none does. */
export function nextReview(assessments: readonly Assessment[], now: number): number {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...assessments.flatMap(({ state, reviewDue: due }) =>
      state === 'APPROVED' && due !== null && due > now ? [due] : [],
    ),
  );
}
