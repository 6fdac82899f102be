import type { OrganizationResolver } from '../organizations/resolver.ts';
import type { Step } from '../step.ts';

/** Names the organization that the address belongs to, or says why there is none. */
export const organization =
  (resolver: OrganizationResolver): Step =>
  (visit) => {
    visit.network = resolver.resolve(visit.address);
    return null;
  };
