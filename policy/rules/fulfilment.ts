import type { Standing } from '../accounts.ts';
import { type Attribute, type Condition, type CountCondition, countsIn } from './condition.ts';

/** What is known of an organization besides its sessions; '' where nobody knows. */
export type OrganizationFacts = Readonly<Record<Attribute, string>>;

/** What a rule is held against. */
export interface Subject {
  facts: OrganizationFacts;
  standing: Standing;
  /** What was seen: sessions or different days, as the condition asks. */
  counted: (asked: CountCondition) => number;
}

/** Whether an organization fulfils a condition. More sessions never make it false. */
export function isFulfilled(condition: Condition, subject: Subject): boolean {
  if ('all' in condition) return condition.all.every((part) => isFulfilled(part, subject));
  if ('any' in condition) return condition.any.some((part) => isFulfilled(part, subject));
  if ('atLeast' in condition) return subject.counted(condition) >= condition.atLeast;
  // What nobody knows fulfils nothing.
  if ('attribute' in condition) return condition.in.includes(subject.facts[condition.attribute]);
  switch (condition.list) {
    case 'prospects':
      return subject.standing.relation === 'prospect';
    case 'clients':
      return subject.standing.relation === 'client';
    case 'watchlist':
      return subject.standing.watched;
  }
}

/** The counts of a condition that are reached. */
export function reachedCounts(condition: Condition, subject: Subject): CountCondition[] {
  return countsIn(condition).filter((asked) => isFulfilled(asked, subject));
}
