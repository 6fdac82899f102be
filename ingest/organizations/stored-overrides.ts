import type { MatchDecision } from '../../policy/match-decision.ts';
import { type Override, OverrideError, OverrideSet, type Target } from './overrides.ts';

/**
 * Decisions as the resolver takes them. One that can not be used is told and left out: it must not stop the others.
 */
export function usableOverrides(
  decisions: readonly MatchDecision[],
  onWarning: (warning: string) => void,
): Override[] {
  return decisions.flatMap((decision) => {
    const override = overrideOf(decision);
    try {
      new OverrideSet([override]);
      return [override];
    } catch (error) {
      if (!(error instanceof OverrideError)) throw error;
      onWarning(`Decision ${decision.seq} about a match can not be used: ${error.message}`);
      return [];
    }
  });
}

function overrideOf({ target, verdict, by, at }: MatchDecision): Override {
  return { target: targetOf(target), decision: verdict, by, at };
}

function targetOf({ kind, value }: MatchDecision['target']): Target {
  switch (kind) {
    case 'network':
      return { network: value };
    case 'organization':
      return { organization: value };
    case 'domain':
      return { domain: value };
  }
}
