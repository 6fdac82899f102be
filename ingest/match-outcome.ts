import type { MatchOutcome } from '../policy/match-outcome.ts';
import type { Resolution } from './organizations/resolution.ts';

/** What is counted of an answer. */
export function outcomeOf({ organization, networkKind, excluded, shared }: Resolution): MatchOutcome {
  if (excluded) return 'excluded';
  if (organization !== null) return organization.confidence === 'high' ? 'named_high' : 'named_medium';
  if (shared) return 'shared';
  switch (networkKind) {
    case 'isp':
      return 'provider';
    case 'mobile':
    case 'hosting':
    case 'vpn':
      return networkKind;
    default:
      return 'unknown';
  }
}
