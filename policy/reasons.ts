/** Why something was refused or lowered: a sentence for people, and what it stands on. */
export interface ReasonDescription {
  sentence: string;
  /** Article, regulation, standard or decision of this product. */
  source: string;
}

const EPRIVACY = 'ePrivacy Directive Article 5(3); PECR regulation 6; TDDDG section 25';
const ASSESSMENT = 'GDPR Article 6(1)(f): the assessment that the basis stands on';
const HOUSE = 'A limit of this product';

/**
 * Every code, in one table. Codes in words belong to the door before the gate; codes of letters and digits are the rows
 * of the gate's decision table.
 */
export const REASONS = {
  unknown_site: { sentence: 'The site key is not one of ours.', source: HOUSE },
  foreign_origin: { sentence: 'The page is not on a domain of the site.', source: HOUSE },
  rate_limited: { sentence: 'Too many events came from one address at once.', source: HOUSE },
  too_old: { sentence: 'The event is older than 24 hours.', source: HOUSE },
  not_measured: { sentence: 'The policy does not let this be counted.', source: 'GDPR Article 5(1)(c)' },
  duplicate: { sentence: 'The event was sent twice and is kept once.', source: HOUSE },

  K01: { sentence: 'Collection is switched off.', source: "The officer's kill switch" },
  E01: {
    sentence: "The site's policy or the law that applies can not be read, so nothing is kept.",
    source: 'GDPR Article 24',
  },
  O01: { sentence: 'The visitor objected.', source: 'GDPR Article 21' },
  M01: {
    sentence: 'The visitor may be a child.',
    source: 'GDPR Article 8 and recital 38; GPP known-child field',
  },
  S01: { sentence: 'The page is about a special category of data.', source: 'GDPR Articles 9 and 10' },
  X01: { sentence: 'The visitor is a robot.', source: HOUSE },
  X03: { sentence: 'The visit comes from your own staff or an excluded network.', source: HOUSE },
  N0_MISSING: { sentence: 'No notice is published for the site.', source: 'GDPR Articles 13 and 14' },
  N0_STALE: {
    sentence: 'The published notice does not describe what the site does now.',
    source: 'GDPR Articles 5(1)(a), 13 and 14',
  },
  G01: {
    sentence: 'The browser sends Global Privacy Control: at most counted.',
    source: 'W3C Global Privacy Control; 11 CCR 7025; GDPR Article 21(5)',
  },
  G02: {
    sentence: 'The browser sends Do Not Track: at most counted.',
    source: 'GDPR Article 21(5); LG Berlin 16 O 420/19',
  },
  G03: {
    sentence: 'The page reports an opt-out by the Global Privacy Platform: at most counted.',
    source: 'IAB Global Privacy Platform; US state privacy laws',
  },
  G04: {
    sentence: 'The consent manager reports a refusal by TCF: at most counted.',
    source: 'IAB TCF 2.3; GDPR Article 7',
  },
  X02: { sentence: 'The visitor may be a robot: at most counted.', source: HOUSE },
  O02: { sentence: 'The organization is on the exclusion list: at most counted.', source: HOUSE },
  I01: {
    sentence: 'The address belongs to an internet provider, host or VPN: no organization is named.',
    source: 'GDPR Article 5(1)(c)',
  },
  I02: {
    sentence: 'The organization can not be told from a person or a very small business: it is not named.',
    source: 'GDPR Article 4(1); PECR regulation 2 (individual subscribers)',
  },
  I03: {
    sentence: 'The organization is outside the audience that the site declares: it is not named.',
    source: 'GDPR Article 5(1)(b)',
  },
  A01: { sentence: 'Too little was seen of the organization to tell anybody.', source: HOUSE },

  C01: { sentence: 'Consent was withdrawn.', source: 'GDPR Article 7(3)' },
  C02: { sentence: 'Consent was refused.', source: 'GDPR Articles 4(11) and 7' },
  G05: {
    sentence: 'Google Consent Mode denies analytics storage: nobody is recognized.',
    source: 'Google Consent Mode, honoured as a veto only',
  },
  B01: { sentence: 'No legal basis is chosen for the purpose.', source: 'GDPR Article 6(1)' },
  B02: {
    sentence: 'The statistics exemption covers measurement only.',
    source: 'PECR Schedule A1 paragraph 5; CNIL on audience measurement',
  },
  B03: {
    sentence: 'The law of the place has no statistics exemption that the officer has declared.',
    source: EPRIVACY,
  },
  B04: {
    sentence: 'Notice with opt-out is no legal basis in the place.',
    source: 'GDPR Article 6(1); Quebec Law 25 section 8.1',
  },
  B05: { sentence: 'Legitimate interest is no legal basis in Quebec.', source: 'Quebec Law 25 section 12' },
  L0_FAILED: { sentence: 'The legitimate interest assessment failed.', source: ASSESSMENT },
  L0_DPIA_PENDING: {
    sentence: 'The legitimate interest assessment waits for a data protection impact assessment.',
    source: 'GDPR Article 35',
  },
  L0_OVERDUE: { sentence: 'The legitimate interest assessment is due for review.', source: ASSESSMENT },
  L0_DRAFT: { sentence: 'The legitimate interest assessment is not approved yet.', source: ASSESSMENT },
  L0_NONE: { sentence: 'There is no legitimate interest assessment.', source: ASSESSMENT },
  L1: {
    sentence: 'The assessment failed, so the purpose is off whatever its basis, until a new one is approved.',
    source: 'GDPR Articles 5(1)(a) and 6(1)(f)',
  },
  C10_WITHDRAWN: { sentence: 'The basis is consent, and it was withdrawn.', source: 'GDPR Article 7(3)' },
  C10_REFUSED: { sentence: 'The basis is consent, and it was refused.', source: 'GDPR Article 6(1)(a)' },
  C10_EXPIRED: { sentence: 'The basis is consent, and it has expired.', source: 'GDPR Article 5(1)(a)' },
  C10_NONE: { sentence: 'The basis is consent, and nobody gave it.', source: 'GDPR Article 6(1)(a)' },
  C10_GIVEN_UNPROVEN: {
    sentence: 'The page says that consent was given, but there is no receipt.',
    source: 'GDPR Article 7(1)',
  },
  T01: {
    sentence: 'Recognizing a visitor needs storage on the device, and that needs proven consent.',
    source: EPRIVACY,
  },
  T02: {
    sentence: 'The address counts as read from the device, and that needs proven consent.',
    source: `${EPRIVACY}; EDPB Guidelines 2/2023 paragraph 55`,
  },
  T03: {
    sentence: 'In Quebec, naming organizations from addresses needs proven consent.',
    source: 'Quebec Law 25 section 8.1',
  },
} as const satisfies Record<string, ReasonDescription>;

export type Reason = keyof typeof REASONS;

/** Description of a code; unknown codes (from newer data) are shown as they are. */
export function describeReason(code: string): ReasonDescription {
  return Object.hasOwn(REASONS, code) ? REASONS[code as Reason] : { sentence: code, source: '' };
}
