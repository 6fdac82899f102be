import type { NetworkKind } from '../../../policy/event.ts';

/** Kinds that words and tables can speak for. */
export const SCORED_KINDS = [
  'business',
  'education',
  'government',
  'healthcare',
  'isp',
  'mobile',
  'hosting',
  'vpn',
  'gateway',
  'research',
] as const;
export type ScoredKind = (typeof SCORED_KINDS)[number];

/** What the holder of a network is. Finer than what leaves the resolver, so that its reason can be exact. */
export type HolderKind = ScoredKind | 'relay' | 'content' | 'personal' | 'unknown';

export const ORGANIZATION_KINDS = ['business', 'education', 'government', 'healthcare'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

export function isOrganizationKind(kind: string): kind is OrganizationKind {
  return (ORGANIZATION_KINDS as readonly string[]).includes(kind);
}

/** The closest kind that events know. */
export function networkKind(kind: HolderKind): NetworkKind {
  if (kind === 'gateway' || kind === 'relay') return 'vpn';
  if (kind === 'content') return 'hosting';
  if (kind === 'research' || kind === 'personal') return 'unknown';
  return kind;
}
