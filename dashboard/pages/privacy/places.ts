import { countryName, countryOptions } from '../../parts/words.ts';

/** Subdivisions whose laws differ from their country's (ISO 3166-2), by name. */
const US_STATES =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming';
const CANADIAN_PROVINCES =
  'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NT Northwest Territories|NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon';

const parts = (country: string, listed: string): [string, string][] =>
  listed.split('|').map((each) => [`${country}-${each.slice(0, 2)}`, each.slice(3)]);

const SUBDIVISIONS: ReadonlyMap<string, string> = new Map([
  ...parts('US', US_STATES),
  ...parts('CA', CANADIAN_PROVINCES),
]);

/** "Germany", "Texas, United States"; the code itself where it has no name. */
export function placeName(code: string): string {
  const part = SUBDIVISIONS.get(code);
  const country = countryName(code.slice(0, 2));
  if (part !== undefined) return `${part}, ${country}`;
  return (code.length === 2 && country) || code;
}

/** Countries whose law is known, by name. Codes that ISO 3166-1 leaves to its users, as Kosovo's, are none of them. */
export const lawCountryOptions = (): { value: string; label: string }[] =>
  countryOptions().filter(({ value }) => !/^(AA|Q[M-Z]|X[A-Z]|ZZ)$/.test(value));

/** These and the subdivisions whose laws differ, by name. */
export const placeOptions = (): { value: string; label: string }[] =>
  [
    ...lawCountryOptions(),
    ...[...SUBDIVISIONS.keys()].map((value) => ({ value, label: placeName(value) })),
  ].sort((a, b) => a.label.localeCompare(b.label, 'en'));
