import type { Purpose, SimulatorRequest } from '../../../../api/contract-privacy.ts';

/** A visit that somebody makes up; which policy it is held against is chosen beside it. */
export type MadeUpVisit = Omit<SimulatorRequest, 'policy'>;
export type Answer = SimulatorRequest['consent'][Purpose];

const PURPOSES: readonly Purpose[] = ['measure', 'identify_org', 'alert_sales', 'recognise_visitor'];

/** The same answer to every question. */
export function answersAll(answer: Answer): SimulatorRequest['consent'] {
  return Object.fromEntries(PURPOSES.map((purpose) => [purpose, answer])) as SimulatorRequest['consent'];
}

/** The one answer to every question; null when they differ. */
export function oneAnswer(consent: SimulatorRequest['consent']): Answer | null {
  const [first, ...others] = PURPOSES.map((purpose) => consent[purpose]);
  return first !== undefined && others.every((answer) => answer === first) ? first : null;
}

/** Somebody at a company in the United Kingdom who has not been asked. */
export const ORDINARY: MadeUpVisit = {
  place: 'GB',
  path: '/',
  consent: answersAll('NONE'),
  gpc: false,
  dnt: false,
  gpp: '',
  tcf: '',
  consentMode: '',
  objected: false,
  sender: 'HUMAN',
  network: 'organization',
  groupMet: true,
};

/** Visits that officers ask about first. */
export const EXAMPLES: readonly { title: string; visit: MadeUpVisit }[] = [
  { title: 'UK company, no answer', visit: ORDINARY },
  {
    title: 'Visitor from Germany, refused',
    visit: { ...ORDINARY, place: 'DE', consent: answersAll('REFUSED') },
  },
  {
    title: 'Visitor from France, agreed',
    visit: { ...ORDINARY, place: 'FR', consent: answersAll('GIVEN_PROVEN') },
  },
  { title: 'Texas with Global Privacy Control', visit: { ...ORDINARY, place: 'US-TX', gpc: true } },
  { title: 'Quebec, no answer', visit: { ...ORDINARY, place: 'CA-QC' } },
  { title: 'At home, place not known', visit: { ...ORDINARY, place: '', network: 'provider' } },
  { title: 'Objected', visit: { ...ORDINARY, objected: true } },
];

export const ANSWERS: readonly { value: Answer; label: string }[] = [
  { value: 'NONE', label: 'Not asked, or no answer' },
  { value: 'GIVEN_PROVEN', label: 'Agreed, with a receipt' },
  { value: 'GIVEN_UNPROVEN', label: 'Agreed, says the page alone' },
  { value: 'EXPIRED', label: 'Agreed, but it has expired' },
  { value: 'REFUSED', label: 'Refused' },
  { value: 'WITHDRAWN', label: 'Withdrew' },
];

export const NETWORKS: readonly { value: MadeUpVisit['network']; label: string }[] = [
  { value: 'organization', label: 'An organization that may be named' },
  { value: 'small', label: 'An organization too small to name' },
  { value: 'excluded', label: 'An organization on the exclusion list' },
  { value: 'outside_audience', label: 'An organization outside the audience' },
  { value: 'provider', label: 'An internet provider, host or VPN' },
];

export const SENDERS: readonly { value: MadeUpVisit['sender']; label: string }[] = [
  { value: 'HUMAN', label: 'A person' },
  { value: 'SUSPECT', label: 'Perhaps a robot' },
  { value: 'BOT', label: 'A robot' },
  { value: 'INTERNAL', label: 'Your own staff' },
];

export const CONSENT_MODES: readonly { value: MadeUpVisit['consentMode']; label: string }[] = [
  { value: '', label: 'Not used' },
  { value: 'granted', label: 'Grants analytics storage' },
  { value: 'denied', label: 'Denies analytics storage' },
];
