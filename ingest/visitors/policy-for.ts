import { type TrackerPolicy, trackerPolicy } from '../../policy/tracker-policy.ts';
import type { OrganizationResolver } from '../organizations/resolver.ts';
import { type IngestSite, type SiteDirectory, unknownSite } from '../site.ts';
import { canonicalAddress } from '../steps/client-address.ts';
import { remembersObjection } from './objection-cookie.ts';

export interface PolicyParts {
  sites: SiteDirectory;
  organizations: OrganizationResolver;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** What the tracker may do for a visitor at an address, with the cookies that came along. */
export type PolicyFor = (key: string, address: string, cookie: string | undefined) => TrackerPolicy;

/**
 * The address is looked up for its country, in memory only. For a key that is not known, the policy is one that allows
 * nothing, so that nobody learns which keys there are. Answers are shared and must not be changed.
 */
export function policyFor({ sites, organizations, now }: PolicyParts): PolicyFor {
  const nobody = unknownSite();
  // A site that was saved again is another object, so what was worked out for it goes with it.
  const answers = new WeakMap<IngestSite, Map<string, { standing: object; policy: TrackerPolicy }>>();
  const policyAt = (key: string, address: string): TrackerPolicy => {
    const site = sites.byKey(key) ?? nobody;
    const { country } = organizations.resolve(canonicalAddress(address));
    const ofSite = answers.get(site) ?? new Map<string, { standing: object; policy: TrackerPolicy }>();
    answers.set(site, ofSite);
    const standing = site.standingAt(now());
    const known = ofSite.get(country);
    if (known?.standing === standing) return known.policy;
    const laws = site.lawsOf(country);
    const policy = trackerPolicy(site.policy, standing, laws, site.noticeHash, site.campaigns);
    ofSite.set(country, { standing, policy });
    return policy;
  };
  return (key, address, cookie) => {
    const policy = policyAt(key, address);
    return remembersObjection(cookie) ? closed(policy) : policy;
  };
}

/** Whoever objected here, on our own pages, is let alone on the site's too. */
const closed = (policy: TrackerPolicy): TrackerPolicy => ({ ...policy, p: policy.p.map(() => 0) });
