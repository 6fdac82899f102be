import type { PolicyBody } from '../../../../api/contract-privacy.ts';
import { type Change, changesBetween, withChange } from './changes.ts';

/** Somebody's draft, and the policy that it began from. */
export interface Draft {
  baseVersion: number;
  base: PolicyBody;
  policy: PolicyBody;
  /** The earlier version whose contents it brings back; null when it was written anew. */
  restores: number | null;
}

export const changesOf = ({ base, policy }: Draft): Change[] => changesBetween(base, policy);

/**
 * The draft's own changes on top of a newer version. What only the other person changed stays as they left it; where
 * both decided the same thing, the draft wins, and {@link conflicts} names it. A draft that brings an earlier version
 * back means that version as a whole.
 */
export function layOver(draft: Draft, newest: { version: number; policy: PolicyBody }): Draft {
  return {
    ...draft,
    baseVersion: newest.version,
    base: newest.policy,
    policy: draft.restores === null ? changesOf(draft).reduce(withChange, newest.policy) : draft.policy,
  };
}

/** A decision that two people took differently. */
export interface Conflict {
  mine: Change;
  theirs: Change;
}

export function conflicts(draft: Draft, newest: PolicyBody): Conflict[] {
  const theirs = changesBetween(draft.base, newest);
  return changesOf(draft).flatMap((mine) => {
    const other = theirs.find((each) => each.group === mine.group && each.name === mine.name);
    return other && other.after !== mine.after ? [{ mine, theirs: other }] : [];
  });
}
