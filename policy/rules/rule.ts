import { type Condition, countsIn } from './condition.ts';
import { conditionSentence } from './sentence.ts';

/** A topic as rules name it. */
export interface RuleTopic {
  id: number;
  slug: string;
  label: string;
  kind: 'pages' | 'campaign';
}

/** A version of a rule: who is to be told of, and how often. */
export interface Rule {
  id: string;
  version: number;
  site: number;
  title: string;
  condition: Condition;
  /** 0 to 30: after a window closed, nothing new is told of the organization by this rule for so many days. */
  coolDownDays: number;
  /** 1 to 14: a window stays open for so many days after the last session on a topic of the rule. */
  stayOpenDays: number;
  /** Place in the order that a person set, 0 first: of rules that are fulfilled together, the first is told. */
  position: number;
  /** Topics of the site by id; those that the condition names are among them. */
  topics: ReadonlyMap<number, RuleTopic>;
}

/** The rule as the one sentence that alerts, notices and "why" all show. */
export function ruleSentence({ condition, topics }: Pick<Rule, 'condition' | 'topics'>): string {
  return conditionSentence(condition, topics);
}

/** Ids of the topics that a condition names. */
export function topicIdsIn(condition: Condition): number[] {
  const ids = countsIn(condition).map(({ topic }) => topic);
  return [...new Set(ids)].filter((topic) => topic !== 'site');
}

/** The order that people set; where they set none, by id, so that it is always the same. */
export function inOrder(a: Pick<Rule, 'position' | 'id'>, b: Pick<Rule, 'position' | 'id'>): number {
  if (a.position !== b.position) return a.position - b.position;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
