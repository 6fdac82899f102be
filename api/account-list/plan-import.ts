import { accountName } from '../../policy/accounts.ts';
import type { Refused } from '../contract-accounts.ts';
import { type AccountLine, readCells } from './account-cells.ts';
import { FieldError } from './account-fields.ts';
import type { CsvRecord } from './read-csv.ts';

/** An account without what only the database knows. */
export interface AccountValues {
  organization: string | null;
  domain: string | null;
  name: string;
  country: string;
  relation: 'prospect' | 'client' | null;
  watched: boolean;
  /** Id of a person. */
  owner: string | null;
}

export type KnownAccount = AccountValues & { id: number };
export type PlannedLine = AccountValues & { line: number };

/** What a file would do to the list. */
export interface ImportPlan {
  added: PlannedLine[];
  changed: (PlannedLine & { id: number })[];
  unchanged: PlannedLine[];
  refused: Refused[];
}

/**
 * Holds a file against the list. A line is about the account with its domain; without a domain, about the one without a domain
 * that is called the same, in the same country where the line names one; where it names none, only if neither the list nor the
 * file has a second of that name. The same file and list give the same plan, and a plan that was carried out leaves nothing to
 * do.
 *
 * @param owners e-mail address in lower case to id
 */
export function planImport(
  records: readonly CsvRecord[],
  known: readonly KnownAccount[],
  owners: ReadonlyMap<string, string>,
): ImportPlan {
  const lines = new Map<string, number>();
  const plan: ImportPlan = { added: [], changed: [], unchanged: [], refused: [] };
  const read = records.map(({ line, cells }) => ({ line, said: saidIn(cells, owners) }));
  const list = new KnownAccounts(
    known,
    read.flatMap(({ said }) => (said instanceof FieldError ? [] : [said])),
  );
  for (const { line, said } of read) {
    if (said instanceof FieldError) {
      plan.refused.push({ line, reason: said.message });
      continue;
    }
    const account = list.find(said);
    const key = account ? `account ${account.id}` : keyOf(said);
    const earlier = lines.get(key);
    if (earlier !== undefined) {
      plan.refused.push({ line, reason: `It is the same company as in line ${earlier}.` });
      continue;
    }
    lines.set(key, line);
    if (!account) plan.added.push({ ...newAccount(said), line });
    else {
      const values = { ...account, ...said };
      const kind = isSame(account, values) ? plan.unchanged : plan.changed;
      kind.push({ ...values, line });
    }
  }
  return plan;
}

function saidIn(cells: CsvRecord['cells'], owners: ReadonlyMap<string, string>): AccountLine | FieldError {
  try {
    return readCells(cells, owners);
  } catch (error) {
    if (error instanceof FieldError) return error;
    throw error;
  }
}

const FIELDS = ['domain', 'name', 'country', 'relation', 'watched', 'owner'] as const;

const isSame = (one: AccountValues, other: AccountValues): boolean =>
  FIELDS.every((field) => one[field] === other[field]);

const newAccount = (said: AccountLine): AccountValues => ({
  organization: null,
  domain: said.domain ?? null,
  name: said.name ?? said.domain ?? '',
  country: said.country ?? '',
  relation: said.relation ?? null,
  watched: said.watched ?? false,
  owner: said.owner ?? null,
});

const keyOf = ({ domain, name = '', country = '' }: AccountLine): string =>
  domain === undefined ? `name ${country} ${accountName(name)}` : `domain ${domain}`;

class KnownAccounts {
  readonly #domains = new Map<string, KnownAccount>();
  readonly #names = new Map<string, KnownAccount[]>();
  /** Countries that the list and the file name beside a name: two companies that are called the same may be in a file, one of them new. */
  readonly #countries = new Map<string, Set<string>>();

  constructor(known: readonly KnownAccount[], file: readonly AccountLine[]) {
    for (const account of known) {
      if (account.domain !== null) this.#domains.set(account.domain, account);
      else {
        const name = accountName(account.name);
        const namesakes = this.#names.get(name);
        if (namesakes) namesakes.push(account);
        else this.#names.set(name, [account]);
        this.#meet(name, account.country);
      }
    }
    for (const { domain, name = '', country } of file) {
      if (domain === undefined && country !== undefined) this.#meet(accountName(name), country);
    }
  }

  #meet(name: string, country: string): void {
    this.#countries.set(name, (this.#countries.get(name) ?? new Set()).add(country));
  }

  find({ domain, name = '', country }: AccountLine): KnownAccount | undefined {
    if (domain !== undefined) return this.#domains.get(domain);
    const key = accountName(name);
    const named = this.#names.get(key) ?? [];
    const exact = named.find((each) => each.country === (country ?? ''));
    const alone = named.length === 1 && this.#countries.get(key)?.size === 1;
    return exact ?? (country === undefined && alone ? named[0] : undefined);
  }
}
