import { closedPolicy, type SitePolicy } from '../policy/site-policy.ts';

/** What ingest knows about a site. */
export interface IngestSite {
  id: number;
  key: string;
  /** Hostnames in lower case; their sub-domains count as well. */
  domains: readonly string[];
  policy: SitePolicy;
  topicOf: (page: string) => number;
}

/** Stands for a site that is not known: nothing may be collected for it. */
export const UNKNOWN_SITE: IngestSite = {
  id: 0,
  key: '',
  domains: [],
  policy: closedPolicy(0),
  topicOf: () => 0,
};

/** Finds sites by the key in their script tag. */
export interface SiteDirectory {
  byKey(key: string): IngestSite | undefined;
}
