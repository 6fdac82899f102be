import { QUARTER } from '../policy/time.ts';
import { alertBody, WINDOW_LIFE, windowId } from './alert.ts';
import type { AlertBody } from './allow-list.ts';
import type { Match } from './evaluate.ts';

/** What of a window decides whether a match opens another. */
export interface ActiveWindow {
  id: string;
  /** Milliseconds since the epoch; until then, further evidence belongs to this window. */
  until: number;
}

export interface Opening {
  id: string;
  match: Match;
  body: AlertBody;
  /** Quarter-hour that completed the rule; nothing finer leaves. */
  openedAt: number;
  expiresAt: number;
}

/** Where windows and alerts are kept. */
export interface WindowStore {
  /** The last window of the rule for the organization, if any. */
  latest(of: { site: number; rule: string; organization: string }): Promise<ActiveWindow | null>;
  /** Stores window and alert together; does nothing when the window exists. */
  open(opening: Opening): Promise<void>;
  /** Keeps a window open for longer; never shorter. */
  extend(id: string, expiresAt: number): Promise<void>;
}

/**
 * Opens a window for a match, or keeps the one open that it belongs to. One window for each rule and
 * organization at a time, so that a rep hears of a visit once.
 */
export class Windows {
  readonly #store: WindowStore;
  /** Ends of windows that were extended in this process, to spare the store the same news again. */
  readonly #ends = new Map<string, number>();

  constructor(store: WindowStore) {
    this.#store = store;
  }

  /** Forgets ends that have passed: no match can lead to them any more. */
  forget(now: number): void {
    for (const [key, end] of this.#ends) if (end < now) this.#ends.delete(key);
  }

  async take(match: Match, policyVersion: number): Promise<Opening | null> {
    const expiresAt = match.to + WINDOW_LIFE;
    const key = `${match.rule.site} ${match.rule.id} ${match.organization.id}`;
    if (this.#ends.get(key) === expiresAt) return null;
    const latest = await this.#store.latest({
      site: match.rule.site,
      rule: match.rule.id,
      organization: match.organization.id,
    });
    this.#ends.set(key, expiresAt);
    if (latest && match.to <= latest.until) {
      await this.#store.extend(latest.id, expiresAt);
      return null;
    }
    const opening: Opening = {
      id: windowId(match),
      match,
      body: alertBody(match, policyVersion),
      openedAt: match.to - QUARTER,
      expiresAt,
    };
    await this.#store.open(opening);
    return opening;
  }
}
