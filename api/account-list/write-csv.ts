import type { Account } from '../contract-accounts.ts';
import { ACCOUNT_COLUMNS } from './account-columns.ts';
import { guarded } from './formula-guard.ts';

/** An account and the address that its owner signs in with. */
export type ExportedAccount = Pick<Account, 'name' | 'domain' | 'country' | 'relation' | 'watched'> & {
  ownerEmail: string | null;
};

/** A file that an import takes back as it was. The mark at the start tells spreadsheets that it is UTF-8. */
export function writeCsv(accounts: readonly ExportedAccount[]): string {
  const rows = accounts.map(({ name, domain, country, relation, watched, ownerEmail }) => [
    name,
    domain ?? '',
    country,
    relation ?? '',
    watched ? 'yes' : 'no',
    ownerEmail ?? '',
  ]);
  return `\uFEFF${[[...ACCOUNT_COLUMNS], ...rows].map(writeRow).join('')}`;
}

const writeRow = (cells: readonly string[]): string => `${cells.map(writeCell).join(',')}\r\n`;

function writeCell(text: string): string {
  const cell = guarded(text);
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
