import type { AssessmentTable } from './assessment.ts';
import { type ChangeSentence, changeSentences } from './change-sentences.ts';
import { type ChangedCase, differenceInSteps, type PolicyDifference } from './difference.ts';
import { otherChanges } from './other-changes.ts';
import { everyPurpose, PURPOSES } from './purposes.ts';
import { byRegime, REGIMES } from './regimes.ts';
import type { SitePolicy } from './site-policy.ts';

/** What a change of policy would do. */
export interface PolicyChange {
  /** Cases looked at, and how many of them become wider or narrower. */
  cases: number;
  wider: number;
  narrower: number;
  /** Whether anything at all becomes wider, so that a second officer must agree. */
  widens: boolean;
  sentences: ChangeSentence[];
}

/** More than anybody reads. */
const MOST_SENTENCES = 40;

/**
 * Holds a draft against what is in force, as assessments are now and as if all were approved: a basis that only waits for
 * its assessment is a permission too, and must not come in unseen. The notice is taken as published for both, because
 * publishing it again is a step of its own.
 *
 * @param pause awaited between places, for thousands of cases take their time and events must not wait for it
 */
export async function policyChange(
  before: SitePolicy,
  after: SitePolicy,
  assessments: AssessmentTable,
  pause: () => Promise<void>,
): Promise<PolicyChange> {
  const now = await differenceUnder(assessments, before, after, pause);
  const later = waitsForAssessment(assessments, before, after)
    ? await differenceUnder(ALL_APPROVED, before, after, pause)
    : NO_DIFFERENCE;
  const others = otherChanges(before, after);
  const cases = now.cases + later.cases;
  const wider = now.wider + later.wider;
  const narrower = now.narrower + later.narrower;
  const sentences = [
    ...changeSentences(now.changed),
    ...changeSentences(unlike(later.changed, now.changed)).map(({ direction, text }) => ({
      direction,
      text: `Once all assessments are approved: ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
    })),
    ...others.map(({ direction, sentence }) => ({ direction, text: sentence })),
  ];
  return {
    cases,
    wider,
    narrower,
    widens: wider > 0 || others.some(({ direction }) => direction === 'wider'),
    sentences: atMost(MOST_SENTENCES, [summary({ cases, wider, narrower }), ...sentences]),
  };
}

const ALL_APPROVED: AssessmentTable = everyPurpose(byRegime(() => 'APPROVED'));
const NO_DIFFERENCE: PolicyDifference = { cases: 0, wider: 0, narrower: 0, changed: [] };

/** Whether approvals that are not there now would make a difference to one of the policies. */
const waitsForAssessment = (assessments: AssessmentTable, ...policies: readonly SitePolicy[]): boolean =>
  PURPOSES.some((purpose) =>
    REGIMES.some((regime) => {
      const state = assessments[purpose][regime];
      // A failure takes a purpose whatever its basis.
      return (
        state !== 'APPROVED' &&
        (state === 'FAILED' || policies.some(({ bases }) => bases[purpose][regime] === 'LI'))
      );
    }),
  );

async function differenceUnder(
  assessments: AssessmentTable,
  before: SitePolicy,
  after: SitePolicy,
  pause: () => Promise<void>,
): Promise<PolicyDifference> {
  const standing = { notice: 'CURRENT', assessments } as const;
  const steps = differenceInSteps(before, after, { before: standing, after: standing });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** Cases that move only under the first of two standings, or otherwise than under the second. */
function unlike(cases: readonly ChangedCase[], known: readonly ChangedCase[]): ChangedCase[] {
  const told = new Set(known.map(movementKey));
  return cases.filter((each) => !told.has(movementKey(each)));
}

const movementKey = ({ place, answer, corporate, before, after }: ChangedCase): string =>
  JSON.stringify([place, answer, corporate, contents(before), contents(after)]);

const contents = ({ purposes, fields }: ChangedCase['before']) => [purposes, fields];

function summary({
  cases,
  wider,
  narrower,
}: Pick<PolicyChange, 'cases' | 'wider' | 'narrower'>): ChangeSentence {
  if (wider === 0 && narrower === 0) {
    return { direction: 'neutral', text: `None of ${inDigits(cases)} cases is treated differently.` };
  }
  const direction = narrower === 0 ? 'wider' : wider === 0 ? 'narrower' : 'both';
  const text = `Of ${inDigits(cases)} cases, ${inDigits(wider)} become wider and ${inDigits(narrower)} narrower.`;
  return { direction, text };
}

const inDigits = (count: number): string => count.toLocaleString('en-GB');

function atMost(most: number, sentences: ChangeSentence[]): ChangeSentence[] {
  if (sentences.length <= most) return sentences;
  const left = sentences.slice(most - 1);
  const wider = left.some(({ direction }) => direction === 'wider' || direction === 'both');
  return [
    ...sentences.slice(0, most - 1),
    {
      direction: wider ? 'both' : 'narrower',
      text: `And ${left.length} more of the same kind; the numbers above count them all.`,
    },
  ];
}
