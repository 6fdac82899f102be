import { type Assessment, assessmentTable, nextReview } from '../policy/assessment.ts';
import type { EventOrganization } from '../policy/event.ts';
import { type Decision, gateOf, type Standing, type Visitor } from '../policy/gate.ts';
import { type Jurisdiction, jurisdiction } from '../policy/jurisdiction.ts';
import { noticeFacts, noticeState } from '../policy/notice.ts';
import { type PageRules, pageRules } from '../policy/page-rules.ts';
import { closedPolicy, type SitePolicy } from '../policy/site-policy.ts';
import { campaignMatcher, type Topic, topicMatcher } from '../policy/topics.ts';

/** What of a site's records decides about its events. */
export interface SiteFacts {
  id: number;
  key: string;
  /** Hostnames in lower case; their sub-domains count as well. */
  domains: readonly string[];
  policy: SitePolicy;
  assessments: readonly Assessment[];
  notice: { hash: string } | null;
  topics: readonly Topic[];
  /** Active rules, each as its sentence. */
  rules: readonly string[];
}

/** What ingest knows about a site. */
export interface IngestSite extends PageRules {
  readonly id: number;
  readonly key: string;
  readonly domains: readonly string[];
  readonly policy: SitePolicy;
  /** Hash of the published notice; null when there is none. */
  readonly noticeHash: string | null;
  topicOf: (page: string) => number;
  /** Globs over values of `utm_campaign`, in lower case, of all its campaigns. */
  readonly campaigns: readonly string[];
  /** Id of the campaign that a value in lower case belongs to; 0 for none. */
  campaignOf: (value: string) => number;
  /** Topic of a slug that a page declares for itself; 0 where there is none of that name. */
  declaredTopic: (slug: string) => number;
  inAudience: (organization: EventOrganization) => boolean;
  /** Laws that apply to a visitor from a place (ISO 3166 code, or ''). */
  lawsOf: (place: string) => Jurisdiction;
  /** How notice and assessments stand at a time; milliseconds since the epoch. */
  standingAt: (now: number) => Standing;
  decide: (visitor: Visitor, now: number) => Decision;
}

/** Finds sites by the key in their script tag. */
export interface SiteDirectory {
  byKey(key: string): IngestSite | undefined;
}

/** Makes everything ready that is the same for all events of a site. */
export function openSite(facts: SiteFacts): IngestSite {
  const { id, key, domains, policy, assessments } = facts;
  const noticeHash = facts.notice?.hash ?? null;
  const notice = noticeState(policy, noticeFacts(policy, facts.rules), noticeHash);
  const laws = new Map<string, Jurisdiction>();
  const { countries, kinds } = policy.audience;

  // An approval runs out without anybody saving anything, so the gate is made anew when the next one does.
  let until = Number.NEGATIVE_INFINITY;
  let from = Number.POSITIVE_INFINITY;
  let standing: Standing = { notice, assessments: assessmentTable([], 0) };
  let gate = gateOf(policy, standing);
  const refresh = (now: number): void => {
    if (now >= from && now < until) return;
    standing = { notice, assessments: assessmentTable(assessments, now) };
    gate = gateOf(policy, standing);
    from = now;
    until = nextReview(assessments, now);
  };

  return {
    id,
    key,
    domains,
    policy,
    noticeHash,
    topicOf: topicMatcher(facts.topics),
    campaigns: facts.topics.flatMap((topic) => (topic.kind === 'campaign' ? topic.campaigns : [])),
    campaignOf: campaignMatcher(facts.topics),
    declaredTopic: (slug) =>
      facts.topics.find((topic) => topic.kind === 'pages' && topic.slug === slug)?.id ?? 0,
    ...pageRules(policy),
    inAudience: ({ country, kind }) =>
      (countries.length === 0 || countries.includes(country)) && (kinds.length === 0 || kinds.includes(kind)),
    lawsOf: (place) => {
      const known = laws.get(place);
      if (known) return known;
      const found = jurisdiction(policy, place);
      laws.set(place, found);
      return found;
    },
    standingAt: (now) => {
      refresh(now);
      return standing;
    },
    decide: (visitor, now) => {
      refresh(now);
      return gate(visitor);
    },
  };
}

/** Stands for a site that is not known: nothing may be collected for it. */
export const unknownSite = (): IngestSite =>
  openSite({
    id: 0,
    key: '',
    domains: [],
    policy: closedPolicy(0),
    assessments: [],
    notice: null,
    topics: [],
    rules: [],
  });
