import type { Level } from './levels.ts';
import type { Purpose } from './purposes.ts';
import type { Basis } from './site-policy.ts';

/** What a level means, for people. Kept beside the gate so that both change together. */
export interface LevelDescription {
  level: Level;
  title: string;
  stored: string;
  identifier: string;
  retention: string;
  feedsAlerts: boolean;
}

export const LEVEL_DESCRIPTIONS: readonly LevelDescription[] = [
  {
    level: 'DROP',
    title: 'Nothing is kept',
    stored: 'Only a count of refused events by reason and day',
    identifier: 'None',
    retention: '13 months',
    feedsAlerts: false,
  },
  {
    level: 'COUNT',
    title: 'Counted',
    stored:
      'Sums by hour, page, referring host, device class and browser; the country only where the policy allows',
    identifier: 'None',
    retention: '25 months',
    feedsAlerts: false,
  },
  {
    level: 'ORG',
    title: 'Organization named',
    stored: 'Page, topic and organization, with times rounded to quarter-hours',
    identifier:
      'A pseudonym that changes every day, to tell sessions apart; its key is destroyed within 24 hours after the day',
    retention: '30 days, then sums for 24 months',
    feedsAlerts: true,
  },
  {
    level: 'VISITOR',
    title: 'Visitor recognized',
    stored: 'As above, with times to the second; only with proven consent where the law asks for it',
    identifier: 'A random number for one site',
    retention: '6 months',
    feedsAlerts: true,
  },
];

export const PURPOSE_TITLES: Record<Purpose, string> = {
  measure: 'Measure how the site is used',
  identify_org: 'Name the visiting organization',
  alert_sales: 'Tell sales that an organization is looking',
  recognise_visitor: 'Recognize a returning visitor',
};

export const BASIS_TITLES: Record<Basis, string> = {
  OFF: 'Off: no legal basis chosen',
  CONSENT: 'Consent (GDPR Article 6(1)(a))',
  LI: 'Legitimate interest (GDPR Article 6(1)(f))',
  STAT: 'Statistics exemption of ePrivacy law',
  NOTICE: 'Notice and opt-out',
};

/** What is stored at no level. */
export const NEVER_STORED: readonly string[] = [
  'IP addresses',
  'Full user agents',
  'Addresses with query or fragment',
  'Form contents (what somebody sends to be contacted is no part of a visit), keystrokes and recordings',
  'Fingerprints of devices',
  'Scores, ranks or guesses about people or organizations',
];
