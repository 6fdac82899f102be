import { isFreeMail, registrableDomain } from '../../policy/company-domain.ts';

/** What was written can not be used; the message says why, to whoever wrote it. */
export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = 'FieldError';
    this.field = field;
  }
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const UNSEEN = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;
const MOST_LETTERS = 200;

/** @throws FieldError for a person's address, and for what can not be seen */
export function readName(text: string): string {
  const name = text.replace(/\s+/g, ' ').trim();
  if (EMAIL.test(name)) {
    throw new FieldError('name', 'The name is an e-mail address. Accounts are companies, not people.');
  }
  if (UNSEEN.test(name)) throw new FieldError('name', 'The name holds characters that can not be seen.');
  if (name.length > MOST_LETTERS) {
    throw new FieldError('name', `The name is longer than ${MOST_LETTERS} characters.`);
  }
  return name;
}

/** What somebody registered, of a domain or a web address. @throws FieldError */
export function readDomain(text: string): string {
  const written = text.trim();
  if (written.includes('@')) {
    throw new FieldError('domain', 'The domain is an e-mail address. Please give the part after the @.');
  }
  const domain = registrableDomain(written);
  if (domain === null) throw new FieldError('domain', `“${short(written)}” is not a domain.`);
  if (isFreeMail(domain)) {
    throw new FieldError('domain', `Anybody gets an e-mail address at ${domain}; it is no company’s domain.`);
  }
  return domain;
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that have a name but are groups or former or made-up regions. */
const NO_COUNTRIES = new Set([
  ...['AN', 'BU', 'CS', 'DD', 'DY', 'EU', 'EZ', 'FX', 'HV', 'NH', 'NT', 'QO', 'QU', 'RH', 'SU', 'TP'],
  ...['UK', 'UN', 'VD', 'XA', 'XB', 'YD', 'YU', 'ZR', 'ZZ', 'CQ'],
]);
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
  (code) => !NO_COUNTRIES.has(code) && regions.of(code) !== undefined,
);
/** English names and codes to codes, and what people write instead. */
const COUNTRIES = new Map([
  ...CODES.map((code) => [(regions.of(code) ?? '').toLowerCase(), code] as const),
  ...CODES.map((code) => [code.toLowerCase(), code] as const),
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['the netherlands', 'NL'],
  ['czech republic', 'CZ'],
]);

/** ISO 3166-1 alpha-2 of a code or an English name. @throws FieldError */
export function readCountry(text: string): string {
  const code = COUNTRIES.get(text.trim().toLowerCase());
  if (code !== undefined) return code;
  throw new FieldError('country', `“${short(text)}” is not a country known here; a code such as DE is.`);
}

/** Long texts of a file would make a message that nobody reads. */
export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
