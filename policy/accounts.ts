import type { EventOrganization } from './event.ts';
import { foldName } from './fold-name.ts';

/** Whom sales knows, and as what. */
export interface Account {
  /** An organization that was seen, by its id. */
  organization: string | null;
  domain: string | null;
  name: string;
  /** ISO 3166-1 alpha-2, or '' when nobody said. */
  country: string;
  relation: 'prospect' | 'client' | null;
  watched: boolean;
}

/** How sales stands to an organization. */
export interface Standing {
  relation: Account['relation'];
  watched: boolean;
}

export const UNKNOWN_TO_SALES: Standing = { relation: null, watched: false };

/** Legal forms at the end of a name, which people leave out as often as not. */
const LEGAL_FORMS =
  /( (ab|ag|as|bv|co|corp|corporation|gmbh|inc|kg|limited|llc|llp|ltd|nv|oy|oyj|plc|sa|sarl|se|spa|srl))+$/;

/** A company's name as it is compared: without case, accents and legal form. Names in other scripts stay as they are. */
export function accountName(name: string): string {
  const words = foldName(name) || name.trim().toLowerCase();
  return words.replace(LEGAL_FORMS, '') || words;
}

/**
 * Finds the account of an organization. An account is recognized by the first of these that it has: an organization that
 * was seen, a domain, a name. A name counts in the account's country only, where one is given.
 */
export class AccountIndex {
  readonly #organizations = new Map<string, Account>();
  readonly #domains = new Map<string, Account>();
  readonly #names = new Map<string, Account[]>();

  constructor(accounts: Iterable<Account> = []) {
    for (const account of accounts) this.#add(account);
  }

  #add(account: Account): void {
    if (account.organization !== null) this.#organizations.set(account.organization, account);
    else if (account.domain !== null) this.#domains.set(account.domain.toLowerCase(), account);
    else {
      const name = accountName(account.name);
      if (name !== '') this.#names.set(name, [...(this.#names.get(name) ?? []), account]);
    }
  }

  /** The account that an organization is known as; null for none. */
  find({
    id,
    domain,
    name,
    country,
  }: Pick<EventOrganization, 'id' | 'domain' | 'name' | 'country'>): Account | null {
    const known =
      this.#organizations.get(id) ?? (domain === '' ? undefined : this.#domains.get(domain.toLowerCase()));
    if (known) return known;
    if (this.#names.size === 0) return null;
    const named = this.#names.get(accountName(name)) ?? [];
    return (
      named.find((each) => each.country === country) ?? named.find((each) => each.country === '') ?? null
    );
  }

  standingOf(organization: Parameters<AccountIndex['find']>[0]): Standing {
    return this.find(organization) ?? UNKNOWN_TO_SALES;
  }
}
