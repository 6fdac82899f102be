import type { RefusalCode } from './refusals.ts';

/**
 * Words by which a person who tries something that rules can not do is recognized, so that the refusal says why. The first
 * code that a word belongs to counts. What no word gives away is refused all the same, as an unknown field.
 */
const WORDS: readonly (readonly [RefusalCode, string])[] = [
  ['NP-16', 'child children minor minors kid kids teen teens'],
  [
    'NP-04',
    'health medical disease illness disability religion religious belief church politics political party union ethnic ' +
      'ethnicity race racial origin sexual sexuality orientation gender pregnancy genetic biometric criminal offence',
  ],
  [
    'NP-02',
    'score scores scoring weight weights weighted sum points rank ranking grade formula total average multiply',
  ],
  [
    'NP-03',
    'intent intents intention likelihood likely propensity probability predict predicted prediction predictive model ml ai ' +
      'persona interest interested interests heat hot temperature engagement readiness buying forecast sentiment',
  ],
  [
    'NP-06',
    'then sequence order ordered before after followed next previous first last dwell duration seconds minutes time ' +
      'scroll scrolled depth click clicks journey funnel step steps bounce exit',
  ],
  [
    'NP-08',
    'not none never without no except exclude excluding missing absent absence quiet inactive silent silence stopped lost ' +
      'churned dropped less fewer below under most maximum max lte lt ne neq nin decrease decline unlike unless until',
  ],
  [
    'NP-13',
    'organization organisation company account accounts domain name names employer job jobs title titles role seniority ' +
      'department position',
  ],
  [
    'NP-01',
    'visitor visitors person persons people user users contact contacts lead leads individual email mail phone cookie ' +
      'device devices ip address sessionid fingerprint browser agent ua employee employees age sex',
  ],
  [
    'NP-09',
    'city town region state county province postcode zip postal street lat lon latitude longitude geo location place radius ' +
      'distance latlng coordinates office timezone',
  ],
  ['NP-10', 'site sites tenant tenants cross global other everywhere network networks workspace'],
  [
    'NP-07',
    'action actions webhook webhooks send enrol enroll outreach dial dialer call automate automation trigger ' +
      'run execute script do assign create update crm slack sms ad ads audience retarget',
  ],
  [
    'NP-14',
    'price prices discount discounts block deny access redirect content personalize personalise offer',
  ],
  [
    'NP-15',
    'url urls path paths page pages pattern regex regexp match matches matching glob query querystring utm referrer search ' +
      'keyword keywords text contains like starts ends',
  ],
  [
    'NP-17',
    'enrich enriched enrichment linkedin revenue turnover funding technographics technology technologies stack firmographic ' +
      'firmographics headcount naics sic bombora clearbit thirdparty external',
  ],
  ['NP-11', 'year years quarter quarters month months ever alltime lifetime'],
  ['NP-05', 'floor floors minimum group groups threshold anonymity'],
];

const CODES: ReadonlyMap<string, RefusalCode> = new Map(
  // Later entries of a Map win, so the first code is put in last.
  [...WORDS].reverse().flatMap(([code, words]) => words.split(' ').map((word) => [word, code] as const)),
);
const PRIORITY = WORDS.map(([code]) => code);
const LONGEST = 200;

/** What somebody means by a word of their own, as `intentScore` or `visitor_count`; null when it means nothing known. */
export function recognize(text: string): RefusalCode | null {
  const words = text
    .slice(0, LONGEST)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  let found: RefusalCode | null = null;
  for (const word of words) {
    const code = CODES.get(word);
    if (code && (found === null || PRIORITY.indexOf(code) < PRIORITY.indexOf(found))) found = code;
  }
  return found;
}
