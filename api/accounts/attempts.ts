import { LRUCache } from 'lru-cache';
import { ProblemError } from '../problem.ts';

const WINDOW_MS = 15 * 60_000;
const MAXIMUM_FAILURES = 10;

/** Counts failed sign-ins by e-mail and by address, in memory only. */
export class SignInAttempts {
  readonly #failures = new LRUCache<string, number[]>({ max: 20_000 });
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws ProblemError 429 with Retry-After when there were too many */
  check(...keys: string[]): void {
    for (const key of keys) {
      const recent = this.#recent(key);
      const [oldest] = recent;
      if (oldest === undefined || recent.length < MAXIMUM_FAILURES) continue;
      const retryAfter = Math.max(1, Math.ceil((oldest + WINDOW_MS - this.#now()) / 1000));
      throw new ProblemError(
        429,
        'too_many_attempts',
        'Too many attempts to sign in.',
        `Try again in ${Math.ceil(retryAfter / 60)} minutes.`,
        { retryAfter },
      );
    }
  }

  failed(...keys: string[]): void {
    for (const key of keys) this.#failures.set(key, [...this.#recent(key), this.#now()]);
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  #recent(key: string): number[] {
    return (this.#failures.get(key) ?? []).filter((at) => at > this.#now() - WINDOW_MS);
  }
}
