import type { Purpose } from '../../policy/purposes.ts';
import type { PrivacySignals } from '../../policy/signals/signals.ts';
import type { Controller } from '../../policy/site-policy.ts';

/** How the visitor was asked. */
export const CONSENT_METHODS = ['banner', 'consent_manager', 'page'] as const;
export type ConsentMethod = (typeof CONSENT_METHODS)[number];

/** Everything that is kept of a consent. No address, no user agent, no text of a consent manager. */
export interface ConsentFacts {
  id: string;
  siteKey: string;
  controller: Controller;
  policyVersion: number;
  noticeHash: string;
  granted: readonly Purpose[];
  /** Asked for and refused. */
  refused: readonly Purpose[];
  method: ConsentMethod;
  /** BCP 47 tag of what was shown. */
  language: string;
  /** What the page calls the screen that was shown; null when it has no name. */
  screen: string | null;
  signals: PrivacySignals;
  /** SHA-256 of the strings of consent managers, in hexadecimal; null where there was none. */
  strings: { gpp: string | null; tcf: string | null };
  /** The visitor as events name them; '' when the page keeps no number. */
  visitor: string;
  /** Milliseconds since the epoch. */
  givenAt: number;
  expiresAt: number;
}

/** An entry of the record's history. */
export interface ConsentEvent {
  event_time: string;
  event_type: string;
  event_state: string;
}

/**
 * The record, in the four parts of ISO/IEC TS 27560:2023 (header, processing, parties, events), with the words of the
 * W3C Data Privacy Vocabulary.
 */
export function consentRecord(facts: ConsentFacts): object {
  const purposes = (names: readonly Purpose[]) =>
    names.map((name) => ({ purpose: name, site: facts.siteKey }));
  return {
    header: {
      schema_version: 'ISO/IEC TS 27560:2023',
      vocabulary: 'https://w3id.org/dpv',
      record_type: 'dpv:ConsentRecord',
      record_id: facts.id,
    },
    processing: {
      legal_basis: 'eu-gdpr:A6-1-a',
      purposes: purposes(facts.granted),
      refused: purposes(facts.refused),
      privacy_notice: { hash: facts.noticeHash, language: facts.language },
      policy_version: facts.policyVersion,
      expires: new Date(facts.expiresAt).toISOString(),
    },
    parties: [
      { role: 'dpv:DataController', ...facts.controller },
      { role: 'dpv:DataSubject', id: facts.visitor === '' ? null : facts.visitor },
    ],
    events: [
      {
        event_time: new Date(facts.givenAt).toISOString(),
        event_type: 'dpv:ExpressedConsent',
        event_state: 'dpv:ConsentGiven',
        method: facts.method,
        screen: facts.screen,
        signals: facts.signals,
        gpp_sha256: facts.strings.gpp,
        tcf_sha256: facts.strings.tcf,
      },
    ],
  };
}

export const withdrawalEvent = (time: number): ConsentEvent => ({
  event_time: new Date(time).toISOString(),
  event_type: 'dpv:WithdrawConsent',
  event_state: 'dpv:ConsentWithdrawn',
});
