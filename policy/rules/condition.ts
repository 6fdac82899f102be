import type { NetworkKind } from '../event.ts';

/** Days that a rule may look back. Nothing longer is kept for alerts. */
export const SPANS = [1, 7, 14, 30] as const;
export type Span = (typeof SPANS)[number];

/** Facts about an organization that a rule may ask for. */
export const ATTRIBUTES = ['country', 'kind', 'industry', 'size'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** Lists that people in sales keep. */
export const LISTS = ['prospects', 'clients', 'watchlist'] as const;
export type List = (typeof LISTS)[number];

/** Kinds of networks that can name an organization. */
export const ORGANIZATION_KINDS = [
  'business',
  'education',
  'government',
  'healthcare',
] as const satisfies readonly NetworkKind[];

/** Bands of headcount. */
export const SIZES = ['10-49', '50-249', '250-999', '1000+'] as const;

/** Sections of NACE, revision 2, by letter. */
export const INDUSTRIES: Readonly<Record<string, string>> = {
  A: 'agriculture',
  B: 'mining',
  C: 'manufacturing',
  D: 'energy',
  E: 'water and waste',
  F: 'construction',
  G: 'trade',
  H: 'transport',
  I: 'hotels and restaurants',
  J: 'information and communication',
  K: 'finance and insurance',
  L: 'real estate',
  M: 'professional services',
  N: 'administrative services',
  O: 'public administration',
  P: 'education',
  Q: 'health and social work',
  R: 'arts and recreation',
  S: 'other services',
};

/** "At least N sessions, or N different days with sessions, on a topic within so many days." */
export interface CountCondition {
  /** 1 or more. */
  atLeast: number;
  count: 'sessions' | 'days';
  /** Id of a topic of the site, or every page. */
  topic: number | 'site';
  within: Span;
  /** Counts only what lies more than so many days back; less than `within`. */
  earlier?: number;
}

export interface AttributeCondition {
  attribute: Attribute;
  /** Any of these. */
  in: readonly string[];
}

export interface ListCondition {
  list: List;
}

/**
 * What a rule asks of an organization. There are lower bounds, facts and lists, joined by "and" and "or": no negation, no
 * upper bound, no order and no weight, so that taking any visit away can only take windows away.
 */
export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | CountCondition
  | AttributeCondition
  | ListCondition;

/** The conditions that a group joins; null for a condition that is no group. */
export function partsOf(condition: Condition): readonly Condition[] | null {
  if ('all' in condition) return condition.all;
  return 'any' in condition ? condition.any : null;
}

/** Every count that a condition asks for, from left to right. */
export function countsIn(condition: Condition): CountCondition[] {
  const parts = partsOf(condition);
  if (parts) return parts.flatMap(countsIn);
  return 'atLeast' in condition ? [condition] : [];
}

/** Whether sessions are needed in every way to fulfil a condition: facts and lists alone open nothing. */
export function needsSessions(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(needsSessions);
  if ('any' in condition) return condition.any.every(needsSessions);
  return 'atLeast' in condition;
}
