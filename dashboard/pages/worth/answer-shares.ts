import type { RuleWorth } from '../../../api/contract-windows.ts';

type Answer = 'acted' | 'notNow' | 'notRelevant' | 'wrongCompany' | 'excluded' | 'unanswered';

/** What became of alerts, in words, in the order in which it is shown. */
const ANSWERS: readonly { answer: Answer; label: string; color: string }[] = [
  { answer: 'acted', label: 'Somebody was on it', color: 'glass.7' },
  { answer: 'notNow', label: 'Not now', color: 'gray.6' },
  { answer: 'notRelevant', label: 'Not relevant', color: 'orange.8' },
  { answer: 'wrongCompany', label: 'Wrong company', color: 'orange.8' },
  { answer: 'excluded', label: 'Excluded', color: 'orange.8' },
  { answer: 'unanswered', label: 'Nothing said', color: 'gray.6' },
];

export interface AnswerShare {
  answer: Answer;
  label: string;
  color: string;
  count: number;
  /** Of all alerts of the rule, rounded; what is there is never 0. */
  percent: number;
}

/** What became of the alerts of a rule; answers that nobody gave are left out. */
export function answerShares(worth: Pick<RuleWorth, Answer | 'told'>): AnswerShare[] {
  return ANSWERS.flatMap((each) => {
    const count = worth[each.answer];
    if (count === 0 || worth.told === 0) return [];
    return [{ ...each, count, percent: Math.max(1, Math.round((100 * count) / worth.told)) }];
  });
}
