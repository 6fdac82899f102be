import { type Condition, countsIn } from './condition.ts';
import type { RuleTopic } from './rule.ts';

/** What people said of the alerts of a rule. */
export interface Answers {
  acted: number;
  notRelevant: number;
  wrongCompany: number;
  excluded: number;
}

/** Fatigue starts when more than three in ten are not worth acting on. */
const TOO_MANY = 0.3;
/** Fewer answers than this say nothing about a rule. */
const ENOUGH = 5;

/** How much was worth it, as a phrase that ranks nobody. */
export function worthInWords(answers: Answers): string {
  const { worthless, answered } = summed(answers);
  if (answered === 0) return 'Nobody has said anything yet';
  if (answered < ENOUGH) return 'Too few answers to tell';
  if (worthless === 0) return 'All were worth it';
  const share = worthless / answered;
  if (share <= 0.1) return 'Nearly all were worth it';
  if (share <= TOO_MANY) return 'Most were worth it';
  return share <= 0.6 ? 'Many were not worth it' : 'Most were not worth it';
}

/**
 * What a person might change about a rule whose alerts are often not worth it. It is said to a person and done by nobody
 * else; null where nothing stands out.
 */
export function tightening(
  condition: Condition,
  topics: ReadonlyMap<number, RuleTopic>,
  answers: Answers,
): string | null {
  const { worthless, answered } = summed(answers);
  if (answered < ENOUGH || worthless / answered <= TOO_MANY) return null;
  if (answers.wrongCompany > answers.notRelevant + answers.excluded) {
    return 'Most of these were the wrong company. The rule may be right: correct the matches instead.';
  }
  if (answers.excluded > answers.notRelevant) {
    return 'Most of these were excluded afterwards. Ask for prospects or a watchlist, or exclude more at once.';
  }
  const [loosest] = countsIn(condition)
    .filter(({ count }) => count === 'sessions')
    .sort((a, b) => a.atLeast - b.atLeast);
  if (!loosest) return 'Ask for sessions on more days, or for fewer topics.';
  const topic = loosest.topic === 'site' ? 'any page' : (topics.get(loosest.topic)?.label ?? 'its topic');
  return `Ask for at least ${loosest.atLeast + 1} sessions on ${topic} instead of ${loosest.atLeast}, or for prospects only.`;
}

function summed({ acted, notRelevant, wrongCompany, excluded }: Answers) {
  const worthless = notRelevant + wrongCompany + excluded;
  return { worthless, answered: acted + worthless };
}
