/**
 * Why an event was refused or lowered: one table of codes, in the order in which they take precedence.
 * The letters follow the gate's decision table; codes in words belong to the door before the gate.
 */
export const REASONS = {
  unknown_site: 'The site key is not one of ours.',
  foreign_origin: 'The page is not on a domain of the site.',
  rate_limited: 'Too many events came from one address at once.',
  too_old: 'The event is older than 24 hours.',
  duplicate: 'The event was sent twice and is kept once.',
  K01: 'Collection is switched off for the site.',
  X01: 'The visitor is a robot.',
  G01: 'The browser sends Global Privacy Control: counted, no organization named.',
  G02: 'The browser sends Do Not Track: counted, no organization named.',
  I01: 'The address belongs to an internet provider, host or VPN: no organization named.',
  I02: 'The organization can not be told from a person or a very small business: not named.',
  B01: 'No legal basis is chosen for the purpose.',
} as const;

export type Reason = keyof typeof REASONS;

/** Sentence for people; unknown codes (from newer data) are shown as they are. */
export function reasonSentence(code: string): string {
  return Object.hasOwn(REASONS, code) ? REASONS[code as Reason] : code;
}
