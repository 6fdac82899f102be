export const ACCOUNT_COLUMNS = ['name', 'domain', 'country', 'relation', 'watch', 'owner'] as const;
export type AccountColumn = (typeof ACCOUNT_COLUMNS)[number];

/** What other programs call them, in small letters without anything between. */
const NAMES = new Map<string, AccountColumn>([
  ...ACCOUNT_COLUMNS.map((column) => [column, column] as const),
  ...['account', 'accountname', 'company', 'companyname', 'organization', 'organisation'].map(
    (name) => [name, 'name'] as const,
  ),
  ...['companydomain', 'companydomainname', 'domainname', 'website', 'websiteurl', 'web', 'url'].map(
    (name) => [name, 'domain'] as const,
  ),
  ...['countrycode', 'countryregion', 'billingcountry'].map((name) => [name, 'country'] as const),
  ['relationship', 'relation'],
  ...['watched', 'watchlist', 'watching'].map((name) => [name, 'watch'] as const),
  // A column of owners' names is not among these: two people may have the same.
  ...['owneremail', 'accountowneremail'].map((name) => [name, 'owner'] as const),
]);

/** Which column is where. Of two that mean the same the first is read. */
export function readHeader(header: readonly string[]): {
  columns: ReadonlyMap<number, AccountColumn>;
  ignored: string[];
} {
  const columns = new Map<number, AccountColumn>();
  const taken = new Set<AccountColumn>();
  const ignored: string[] = [];
  for (const [index, text] of header.entries()) {
    const column = NAMES.get(text.toLowerCase().replace(/[^a-z]/g, ''));
    if (column !== undefined && !taken.has(column)) {
      columns.set(index, column);
      taken.add(column);
    } else if (text.trim() !== '') ignored.push(text.trim());
  }
  return { columns, ignored };
}
