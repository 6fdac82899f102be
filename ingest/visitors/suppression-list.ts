import { createHmac } from 'node:crypto';
import { DAY, startOfDay } from '../../policy/time.ts';

/** A visitor as an objection knows them: nobody can be read from it. */
export interface SuppressedVisitor {
  readonly site: number;
  /** The random number that the page keeps; null when it keeps none. */
  readonly number: string | null;
  /** Today's pseudonym of address and browser; '' when there is none. */
  readonly pseudonym: string;
}

/** A line of the list, as the database keeps it. */
export interface SuppressionEntry {
  /** `v1.` and a keyed hash. */
  entry: string;
  /** Milliseconds since the epoch; null for what holds for good. */
  expiresAt: number | null;
}

/**
 * Who objected, in memory, by keyed hashes (`v1.` and HMAC-SHA-256 in base64url): without the key, which is not in the
 * database, a list of guesses can not be held against it. The key is one for all sites, and the site is part of what is
 * hashed.
 */
export class SuppressionList {
  readonly #key: string;
  /** Numbers: for good. */
  readonly #kept = new Set<string>();
  /** Pseudonyms: until the salt of their day is destroyed, by entry. */
  readonly #passing = new Map<string, number>();

  constructor(key: string) {
    this.#key = key;
  }

  /** The lines that an objection adds. */
  entriesFor({ site, number, pseudonym }: SuppressedVisitor, now: number): SuppressionEntry[] {
    return [
      ...(number === null ? [] : [{ entry: this.#entry('number', site, number), expiresAt: null }]),
      ...(pseudonym === ''
        ? []
        : [
            {
              entry: this.#entry('pseudonym', site, pseudonym),
              expiresAt: startOfDay(now) + 2 * DAY,
            },
          ]),
    ];
  }

  add(entries: readonly SuppressionEntry[]): void {
    for (const { entry, expiresAt } of entries) {
      if (expiresAt === null) this.#kept.add(entry);
      else this.#passing.set(entry, expiresAt);
    }
  }

  /** Hashes only where there is something to compare with: this is asked for every request. */
  has(visitor: SuppressedVisitor, now: number): boolean {
    const { site, number } = visitor;
    if (number !== null && this.#kept.size > 0 && this.#kept.has(this.#entry('number', site, number))) {
      return true;
    }
    if (this.#passing.size === 0) return false;
    const { pseudonym } = visitor;
    if (pseudonym === '') return false;
    return (this.#passing.get(this.#entry('pseudonym', site, pseudonym)) ?? 0) > now;
  }

  /** Forgets what is past its time. */
  expire(now: number): void {
    for (const [entry, expiresAt] of this.#passing) if (expiresAt <= now) this.#passing.delete(entry);
  }

  #entry(kind: 'number' | 'pseudonym', site: number, value: string): string {
    const hash = createHmac('sha256', this.#key).update(`${kind}\0${site}\0${value}`).digest('base64url');
    return `v1.${hash}`;
  }
}
