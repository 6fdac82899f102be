import type { Alert, AlertState, Evidence, OutcomeKind, Role } from '../../api/contract.ts';

const KINDS: ReadonlyMap<string, string> = new Map([
  ['business', 'Business'],
  ['education', 'Education'],
  ['government', 'Government'],
  ['healthcare', 'Healthcare'],
]);

/** Kinds of organization that can be named, for filters. */
export const KIND_OPTIONS = [...KINDS].map(([value, label]) => ({ value, label }));

export const kindName = (kind: string): string => KINDS.get(kind) ?? 'Other';

/** English name of an ISO 3166-1 alpha-2 code; '' when there is none. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return '';
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }).of(code) ?? code;
}

/** All countries that have a name, by name. */
export function countryOptions(): { value: string; label: string }[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code))
    .flatMap((value) => {
      const label = names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** Codes that have a name but are groups, former or made-up regions. */
const NO_COUNTRIES = new Set([
  ...['AN', 'BU', 'CS', 'DD', 'DY', 'EU', 'EZ', 'FX', 'HV', 'NH', 'NT', 'QO', 'QU', 'RH', 'SU', 'TP'],
  ...['UK', 'UN', 'VD', 'XA', 'XB', 'YD', 'YU', 'ZR', 'ZZ', 'CQ'],
]);

/** One observed fact: "2–3 sessions on Pricing". Counts are words of four. */
export function evidenceText({ kind, label, bucket }: Evidence): string {
  const amount = bucket.replace('-', '–').replace('10+', '10 or more');
  const one = bucket === '1';
  return kind === 'topic_days'
    ? `${label} on ${amount} ${one ? 'day' : 'days'}`
    : `${amount} ${one ? 'session' : 'sessions'} on ${label}`;
}

export const STATE_NAMES: Readonly<Record<AlertState, string>> = {
  open: 'Open',
  acknowledged: 'On it',
  snoozed: 'Snoozed',
  closed: 'Closed',
};

/** What became of an alert. */
export const OUTCOME_NAMES: Readonly<Record<OutcomeKind, string>> = {
  acted: 'Worth it',
  not_now: 'Not now',
  not_relevant: 'Not relevant',
  wrong_company: 'Wrong company',
  excluded: 'Excluded',
};

/** How sales knows an organization. */
export const RELATION_NAMES: Readonly<Record<NonNullable<Alert['org']['relation']>, string>> = {
  prospect: 'Prospect',
  client: 'Client',
};

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  privacy_officer: 'Privacy officer',
  sales: 'Sales',
};
