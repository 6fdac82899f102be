import type { NetworkKind } from './event.ts';

/** Why visits are excluded. All but `organization` are no visits at all; that one may only be counted. */
export type ExclusionReason = 'own_staff' | 'agency' | 'bot_network' | 'organization';

/** Kinds of networks whose holder may be named. */
export type OrganizationKind = Extract<NetworkKind, 'business' | 'education' | 'government' | 'healthcare'>;

/** An organization that a person named. */
export interface NamedOrganization {
  /** The id that it has wherever it is seen. */
  id: string;
  name: string;
  /** Registrable domain, or ''. */
  domain: string;
  /** ISO 3166-1 alpha-2, or ''. */
  country: string;
  kind: OrganizationKind;
}

/** What a decision is about: a network (CIDR, address, first-last), the id of an organization, a domain. */
export interface MatchTarget {
  kind: 'network' | 'organization' | 'domain';
  value: string;
}

/** What a person said about a match. */
export type MatchVerdict =
  | { kind: 'not_them' }
  | { kind: 'is'; organization: NamedOrganization }
  | { kind: 'isp' }
  | { kind: 'exclude'; reason: ExclusionReason };

/** A decision about a match that is in force. */
export interface MatchDecision {
  /** Of the row that it was stored in. */
  seq: number;
  target: MatchTarget;
  verdict: MatchVerdict;
  by: string;
  /** Milliseconds since the epoch. */
  at: number;
}
