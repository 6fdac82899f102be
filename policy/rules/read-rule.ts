import type { Condition } from './condition.ts';
import { isObject, type JsonObject, readCondition, refuseWord, whole } from './read-condition.ts';
import { RefusedRule, type RuleRefusal, refuse } from './refusals.ts';
import type { RuleTopic } from './rule.ts';

/** What a person writes of a rule; the rest is given by the product. */
export interface RuleDraft {
  title: string;
  condition: Condition;
  /** 0 to 30. */
  coolDownDays: number;
  /** 1 to 14. */
  stayOpenDays: number;
}

export const LONGEST_TITLE = 80;
export const LONGEST_COOL_DOWN = 30;
export const LONGEST_STAY = 14;

/** Words that would make of what was seen a number or a guess. */
const PROMISES = [
  ['NP-02', /\b(scor(e|es|ed|ing)|rank(ed|ing)?)\b/i],
  ['NP-03', /\b(intent|interested|likely|likelihood|propensity|hot leads?|ready to buy)\b/i],
] as const;

const KEYS = ['title', 'condition', 'coolDownDays', 'stayOpenDays'];

export type RuleReading = { rule: RuleDraft; refused?: never } | { rule?: never; refused: RuleRefusal };

/**
 * Reads a rule that somebody wrote, whatever it is: a rule, or the first reason why it can be none.
 *
 * @param topics the topics of the site
 */
export function readRule(json: unknown, topics: ReadonlyMap<number, RuleTopic>): RuleReading {
  try {
    return { rule: ruleOf(json, topics) };
  } catch (error) {
    if (error instanceof RefusedRule) return { refused: error.refusal };
    throw error;
  }
}

function ruleOf(json: unknown, topics: ReadonlyMap<number, RuleTopic>): RuleDraft {
  if (!isObject(json)) return refuse('NP-12', '', 'A rule is an object.');
  for (const key of Object.keys(json)) if (!KEYS.includes(key)) refuseWord(key, key.slice(0, 40), 'NP-12');
  return {
    condition: readCondition(json.condition, topics),
    title: readTitle(json),
    coolDownDays:
      json.coolDownDays === undefined ? 0 : whole(json.coolDownDays, 0, LONGEST_COOL_DOWN, 'coolDownDays'),
    stayOpenDays:
      json.stayOpenDays === undefined ? 1 : whole(json.stayOpenDays, 1, LONGEST_STAY, 'stayOpenDays'),
  };
}

/** The title stands above every alert, so it may not say there what the rule can not know. */
function readTitle(json: JsonObject): string {
  const title = typeof json.title === 'string' ? json.title.trim() : '';
  if (title === '' || title.length > LONGEST_TITLE || /\p{Cc}/u.test(title)) {
    return refuse(
      'NP-12',
      'title',
      `A title is one line of 1 to ${LONGEST_TITLE} characters.`,
      'Choose a title.',
    );
  }
  const promise = PROMISES.find(([, words]) => words.test(title));
  if (promise) {
    const [code] = promise;
    refuse(
      code,
      'title',
      'The title promises more than was seen.',
      'Name what was seen, as "Looking at prices".',
    );
  }
  return title;
}
