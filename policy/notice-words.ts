import type { Behaviour } from './behaviour.ts';
import type { Level } from './levels.ts';
import type { Purpose } from './purposes.ts';
import { REGIME_TITLES, type Regime } from './regimes.ts';

/** What a purpose means for a visitor, and whose interest it serves (GDPR Articles 13(1)(c) and (d)). */
export const PURPOSE_WORDS: Record<Purpose, { does: string; interest: string }> = {
  measure: {
    does: 'Views of pages are counted by hour. Nobody is told apart.',
    interest: 'to know which pages are used, and to make them better',
  },
  identify_org: {
    does:
      'The address of your request is looked up in a table of networks, to name the organization whose network it ' +
      'is. Then the address is forgotten.',
    interest: 'to know which organizations look at what the site offers',
  },
  alert_sales: {
    does:
      'When an organization was seen often enough on a topic, a person in sales is told the name of the organization ' +
      'and the topic, never of a person.',
    interest: 'to speak with organizations that are looking, instead of writing to many that are not',
  },
  recognise_visitor: {
    does: 'A random number in your browser tells a returning visit from a first one, on this site only.',
    interest: 'to tell a returning visit from a first one',
  },
};

/** What is counted of how pages are used, as the rest of a sentence. */
export const BEHAVIOUR_WORDS: Readonly<Record<string, string>> = {
  engaged: 'whether a page was looked at for 10, 30, 60, 180 or 600 seconds',
  scrolled: 'whether a quarter, half, three quarters or all of a page was reached',
  outbound: 'to which host a link led that was followed to another site',
  download: 'which file of this site was downloaded',
  form: 'that a form was sent and which one, never what was filled in',
  not_found: 'that a page was not found',
} satisfies Record<Behaviour, string>;

/** What of a level has a time to live. */
export const KEPT_WORDS: Record<Level, string> = {
  DROP: 'Counts of what was refused',
  COUNT: 'Sums of views',
  ORG: 'Visits of named organizations',
  VISITOR: 'Visits of recognized visitors',
};

/** How each signal is treated; what is not listed is shown by its name alone. */
export const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  'Global Privacy Control':
    'visits are counted at most. No organization is named and nothing is stored on the device.',
  'Do Not Track': 'the same as Global Privacy Control.',
  'IAB Global Privacy Platform':
    'an opt-out, or a text that can not be read, counts as a no: visits are counted at most. For a child, nothing is collected.',
  'IAB Transparency and Consent Framework':
    'a refusal, or a text that can not be read, counts as a no: visits are counted at most. A yes alone is not enough.',
  'Google Consent Mode (as a refusal only)': 'when it denies storage for analytics, nobody is recognized.',
};

/** To whom people may complain, by the law that applies. */
const AUTHORITIES: Record<Regime, string> = {
  EEA: 'the data protection authority of the country where you live or work, or where it happened',
  FR: 'the Commission nationale de l’informatique et des libertés (CNIL)',
  UK: 'the Information Commissioner (ICO)',
  CH: 'the Federal Data Protection and Information Commissioner (FDPIC)',
  CA_QC: 'the Commission d’accès à l’information',
  CA: 'the Office of the Privacy Commissioner of Canada',
  BR: 'the Autoridade Nacional de Proteção de Dados (ANPD)',
  US_UOOM: 'the attorney general of your state; in California also the California Privacy Protection Agency',
  US: 'the attorney general of your state',
  ROW: 'the data protection authority of your country, where there is one',
};

export const authorityLine = (regime: Regime): string => `${REGIME_TITLES[regime]}: ${AUTHORITIES[regime]}.`;

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** Name of an ISO 3166 place: `GB` is "United Kingdom", `US-TX` is "United States (TX)"; what is none stays as it is. */
export function placeName(code: string): string {
  const [country = '', part = ''] = code.split('-');
  if (!/^[A-Z]{2}$/.test(country)) return code;
  const name = COUNTRIES.of(country) ?? country;
  return part === '' ? name : `${name} (${part})`;
}
