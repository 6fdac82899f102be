import type { Condition } from './condition.ts';
import { type RuleRefusal, refusal } from './refusals.ts';

/** How many organizations the register knows of a country and kind. */
export interface RegisterGroup {
  country: string;
  kind: string;
  organizations: number;
}

/** Fewer organizations than this are pointed at, not described. */
export const FEWEST_ORGANIZATIONS = 5;

/**
 * Whether the facts that a rule asks for leave so few organizations of the register that it would point at them. Lists
 * and sessions are taken as fulfilled, and so are facts that the register does not hold.
 *
 * @returns the refusal; null when enough are left, or when the rule asks for no facts
 */
export function tooFewLeft(condition: Condition, register: readonly RegisterGroup[]): RuleRefusal | null {
  if (!asksForFacts(condition)) return null;
  let left = 0;
  for (const group of register) if (mayFulfil(condition, group)) left += group.organizations;
  if (left >= FEWEST_ORGANIZATIONS) return null;
  return refusal('NP-05', 'condition', `Fewer than ${FEWEST_ORGANIZATIONS} organizations could fulfil it.`);
}

function asksForFacts(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksForFacts);
  if ('any' in condition) return condition.any.some(asksForFacts);
  return 'attribute' in condition;
}

function mayFulfil(condition: Condition, group: RegisterGroup): boolean {
  if ('all' in condition) return condition.all.every((part) => mayFulfil(part, group));
  if ('any' in condition) return condition.any.some((part) => mayFulfil(part, group));
  if (!('attribute' in condition)) return true;
  if (condition.attribute === 'country') return condition.in.includes(group.country);
  return condition.attribute !== 'kind' || condition.in.includes(group.kind);
}
