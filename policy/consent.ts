import { type ByPurpose, byPurpose, type Purpose } from './purposes.ts';

/**
 * What a visitor said about a purpose, the most private first. Only GIVEN_PROVEN, a receipt of ours for the notice that
 * is published now, counts as consent (GDPR Article 7(1)).
 */
export const CONSENT_STATES = [
  'WITHDRAWN',
  'REFUSED',
  'EXPIRED',
  'NONE',
  'GIVEN_UNPROVEN',
  'GIVEN_PROVEN',
] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

export type ConsentStates = ByPurpose<ConsentState>;

/** What a receipt proves. The record behind it (shape after ISO/IEC TS 27560) lies with the consent store. */
export interface ConsentProof {
  site: number;
  /** Purposes consented to; the others that were asked for were refused. */
  purposes: readonly Purpose[];
  asked: readonly Purpose[];
  /** Hash of the notice that was shown. */
  noticeHash: string;
  /** Milliseconds since the epoch. */
  givenAt: number;
  expiresAt: number;
  withdrawn: boolean;
}

/** What the page says, and what of it could be proven. */
export interface ConsentClaim {
  /** A receipt whose seal is ours; null when there is none, or it is not. */
  proof: ConsentProof | null;
  /** Purposes that the page says were consented to, without proof. */
  claimed: readonly Purpose[];
  /** Purposes that the page says were refused or withdrawn: to take away, a word is enough. */
  refused: readonly Purpose[];
  withdrawn: readonly Purpose[];
}

export const NO_CLAIM: ConsentClaim = { proof: null, claimed: [], refused: [], withdrawn: [] };

/** State of each purpose. Where sources contradict each other, the most private one counts. */
export function consentStates(
  claim: ConsentClaim,
  at: { site: number; noticeHash: string | null; now: number },
): ConsentStates {
  return byPurpose((purpose) => {
    if (claim.withdrawn.includes(purpose)) return 'WITHDRAWN';
    const proven = claim.proof ? proofState(claim.proof, purpose, at) : 'NONE';
    if (proven === 'WITHDRAWN') return proven;
    if (claim.refused.includes(purpose)) return 'REFUSED';
    if (proven !== 'NONE') return proven;
    return claim.claimed.includes(purpose) ? 'GIVEN_UNPROVEN' : 'NONE';
  });
}

function proofState(
  proof: ConsentProof,
  purpose: Purpose,
  { site, noticeHash, now }: { site: number; noticeHash: string | null; now: number },
): ConsentState {
  if (proof.site !== site) return 'NONE';
  const given = proof.purposes.includes(purpose);
  if (proof.withdrawn) return given ? 'WITHDRAWN' : 'NONE';
  if (!given) return proof.asked.includes(purpose) ? 'REFUSED' : 'NONE';
  // Another notice, a receipt from the future or past its time: what was agreed to is not what is done now.
  if (proof.noticeHash !== noticeHash || proof.givenAt > now + CLOCK_LEEWAY || now >= proof.expiresAt) {
    return 'EXPIRED';
  }
  return 'GIVEN_PROVEN';
}

/** Processes that share the work may have clocks that differ by this much, milliseconds. */
const CLOCK_LEEWAY = 5 * 60_000;
