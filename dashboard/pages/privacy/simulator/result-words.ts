import type { Simulation } from '../../../../api/contract-privacy.ts';

const FIELDS: Readonly<Record<string, string>> = {
  page: 'page',
  referrer_host: 'referring site',
  device: 'class of device',
  browser: 'browser',
  country: 'country',
  campaign: 'campaign',
  organization: 'organization',
  topic: 'topic',
  sessions: 'sessions',
  quarter: 'quarter-hour',
  visitor: 'visitor number',
  time: 'time to the second',
  dwell: 'time on the page',
  scroll: 'depth of scrolling',
};

/** "page, referring site and topic"; what a newer server knows is told by its own name. */
export function fieldsInWords(fields: readonly string[]): string {
  const names = fields.map((field) => FIELDS[field] ?? field);
  if (names.length === 0) return 'Nothing of the visit';
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}

export const LEVEL_TITLES: Readonly<Record<Simulation['level'], string>> = {
  DROP: 'Nothing is kept',
  COUNT: 'Counted',
  ORG: 'Organization named',
  VISITOR: 'Visitor recognized',
};

const STORAGES: Readonly<Record<string, string>> = {
  none: 'Nothing',
  first_party: 'A number, for this site only',
};

const IDENTIFIERS: Readonly<Record<string, string>> = {
  none: 'None',
  daily: 'A pseudonym for one day, its key destroyed after it',
  random: 'A random number for this site',
};

export const storageInWords = (storage: string): string => STORAGES[storage] ?? storage;
export const identifierInWords = (identifier: string): string => IDENTIFIERS[identifier] ?? identifier;
