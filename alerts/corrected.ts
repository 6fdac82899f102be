import type { EventOrganization } from '../policy/event.ts';
import type { MatchDecision, MatchVerdict } from '../policy/match-decision.ts';
import { OrganizationIndex } from '../policy/organization-index.ts';

/** Who an organization is after what people decided; null where its visits are nobody's. */
export type Corrected = (organization: EventOrganization) => EventOrganization | null;

/**
 * What was decided about organizations, for visits that were named before it was. Decisions about networks can not be
 * applied any more: no address is known here.
 */
export function correctedBy(decisions: readonly MatchDecision[]): Corrected {
  const about = new OrganizationIndex<MatchVerdict>();
  for (const { target, verdict } of decisions) {
    if (target.kind === 'organization') about.addOrganization(target.value, verdict);
    if (target.kind === 'domain') about.addDomain(target.value, verdict);
  }
  return (found) => {
    const passed = new Set<string>();
    let organization = found;
    while (!passed.has(organization.id)) {
      passed.add(organization.id);
      const verdict = about.find(organization);
      if (verdict === undefined) break;
      if (verdict.kind !== 'is') return null;
      organization = { ...verdict.organization, confidence: 'high' };
    }
    return organization;
  };
}
