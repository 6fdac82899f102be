import type { AccountColumn } from './account-columns.ts';
import { FieldError, readCountry, readDomain, readName, short } from './account-fields.ts';

/** What a line of a file says of an account. What it does not say is undefined, and stays as it is. */
export interface AccountLine {
  name?: string;
  domain?: string;
  country?: string;
  relation?: 'prospect' | 'client' | null;
  watched?: boolean;
  /** Id of a person; null for nobody. */
  owner?: string | null;
}

const NOTHING = new Set(['none', 'no', '-', 'nobody']);
const RELATIONS = new Map<string, 'prospect' | 'client' | null>([
  ['prospect', 'prospect'],
  ['lead', 'prospect'],
  ['client', 'client'],
  ['customer', 'client'],
  ...[...NOTHING].map((word) => [word, null] as const),
]);
const WATCHED = new Map([
  ...['yes', 'y', 'true', '1', 'x', 'watch', 'watched'].map((word) => [word, true] as const),
  ...['no', 'n', 'false', '0', '-', 'none'].map((word) => [word, false] as const),
]);

/**
 * Reads the cells of a line. An empty cell says nothing; "none" takes away.
 *
 * @param owners e-mail address in lower case to id
 * @throws FieldError with the first thing that is wrong
 */
export function readCells(
  cells: ReadonlyMap<AccountColumn, string>,
  owners: ReadonlyMap<string, string>,
): AccountLine {
  const line: AccountLine = {};
  const read = (column: AccountColumn, use: (text: string) => void): void => {
    const text = cells.get(column)?.trim() ?? '';
    if (text !== '') use(text);
  };
  read('name', (text) => {
    line.name = readName(text);
  });
  read('domain', (text) => {
    line.domain = readDomain(text);
  });
  if (line.name === undefined && line.domain === undefined) {
    throw new FieldError('name', 'There is neither a name nor a domain.');
  }
  read('country', (text) => {
    line.country = readCountry(text);
  });
  read('relation', (text) => {
    line.relation = wordIn(RELATIONS, 'relation', text, 'prospect, client or none');
  });
  read('watch', (text) => {
    line.watched = wordIn(WATCHED, 'watch', text, 'yes or no');
  });
  read('owner', (text) => {
    line.owner = readOwner(text, owners);
  });
  return line;
}

function wordIn<T>(words: ReadonlyMap<string, T>, column: AccountColumn, text: string, known: string): T {
  const word = words.get(text.toLowerCase());
  if (word === undefined) throw new FieldError(column, `“${short(text)}” is no ${column}; use ${known}.`);
  return word;
}

function readOwner(text: string, owners: ReadonlyMap<string, string>): string | null {
  const email = text.toLowerCase();
  if (NOTHING.has(email)) return null;
  const owner = owners.get(email);
  if (owner === undefined) {
    throw new FieldError('owner', `Nobody in sales here has the e-mail address “${short(text)}”.`);
  }
  return owner;
}
