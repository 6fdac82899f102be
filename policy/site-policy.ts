import { PURPOSES, type Purpose } from './purposes.ts';

/** Legal basis of a purpose (GDPR Article 6; STAT is the statistics exemption of ePrivacy law). */
export const BASES = ['OFF', 'CONSENT', 'LI', 'STAT', 'NOTICE'] as const;
export type Basis = (typeof BASES)[number];

/** What a site may collect, and why. Versions are append-only. */
export interface SitePolicy {
  version: number;
  /** The demo's policy stands on no real legal basis, since its visits are generated. */
  demo: boolean;
  killed: boolean;
  purposes: Record<Purpose, Basis>;
  /**
   * Whether reading the address from the request counts as access to the terminal equipment
   * (EDPB Guidelines 2/2023, paragraph 55). STRICT until an officer signs otherwise: no country is stored
   * for events that name no organization.
   */
  passiveSignalStance: 'STRICT' | 'HEADER_ONLY';
}

/** A fresh site: every purpose is off, so everything is dropped. */
export function closedPolicy(version = 1): SitePolicy {
  return {
    version,
    demo: false,
    killed: false,
    purposes: { measure: 'OFF', identify_org: 'OFF', alert_sales: 'OFF', recognise_visitor: 'OFF' },
    passiveSignalStance: 'STRICT',
  };
}

/** The demo site's explicit policy: organizations and alerts, never a visitor. */
export function demoPolicy(version = 1): SitePolicy {
  return {
    version,
    demo: true,
    killed: false,
    purposes: { measure: 'LI', identify_org: 'LI', alert_sales: 'LI', recognise_visitor: 'OFF' },
    passiveSignalStance: 'HEADER_ONLY',
  };
}

/** Reads a stored policy; anything unreadable is the closed policy. */
export function readSitePolicy(stored: unknown, version: number): SitePolicy {
  const closed = closedPolicy(version);
  if (typeof stored !== 'object' || stored === null) return closed;
  const { demo, killed, purposes, passiveSignalStance } = stored as Partial<SitePolicy>;
  if (typeof purposes !== 'object' || purposes === null) return closed;
  const read = { ...closed.purposes };
  for (const purpose of PURPOSES) {
    const basis = purposes[purpose];
    if (BASES.includes(basis)) read[purpose] = basis;
  }
  return {
    version,
    demo: demo === true,
    killed: killed !== false,
    purposes: read,
    passiveSignalStance: passiveSignalStance === 'HEADER_ONLY' ? 'HEADER_ONLY' : 'STRICT',
  };
}
