import type { EventOrganization, NetworkKind } from '../../policy/event.ts';
import type { ExclusionReason } from '../../policy/match-decision.ts';

/** How far something can be relied on. A word, never a number: it is about the network, not about a visitor. */
export type Confidence = 'high' | 'medium' | 'low';

export const EVIDENCE_SOURCES = [
  'override',
  'own_networks',
  'company_database',
  'anonymity_database',
  'reverse_dns',
  'registration',
  'address',
] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

/** One thing that speaks for the answer. */
export interface Evidence {
  readonly source: EvidenceSource;
  /** In plain words, never the address. */
  readonly says: string;
  readonly weight: Confidence;
}

export interface ResolvedOrganization extends EventOrganization {
  /** As the registry spells it: "GmbH", "Inc."; absent where the name has none. */
  readonly legalForm?: string;
}

/** The operator wants nothing to do with these visits. */
export interface Exclusion {
  readonly reason: ExclusionReason;
  /**
   * Whether the visit is no visit at all (own staff, agencies, bots: drop it) or one that may only be counted
   * (an organization that is on the list).
   */
  readonly drop: boolean;
  /** Who decided; a name or a file, as the operator gave it. */
  readonly by: string;
}

/** What an address says about who is visiting. Answers are shared between requests: nobody may change one. */
export interface Resolution {
  /** Only of a business, school, public body or hospital, and only with confidence. */
  readonly organization: ResolvedOrganization | null;
  readonly networkKind: NetworkKind;
  readonly confidence: Confidence;
  /** ISO 3166-1 alpha-2 of the network, or ''. */
  readonly country: string;
  /** Evidence of a corporate or public body. */
  readonly eligible: boolean;
  /** One plain sentence. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly excluded?: Exclusion | null;
  /** Many organizations share the network by its nature: research networks, gateways, relays. */
  readonly shared?: boolean;
}

/** An answer that names nobody. */
export function nobody(reason: string, more: Partial<Resolution> = {}): Resolution {
  return {
    organization: null,
    networkKind: 'unknown',
    confidence: 'low',
    country: '',
    reason,
    evidence: [],
    excluded: null,
    ...more,
    eligible: false,
  };
}
