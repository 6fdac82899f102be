import type { Contribution } from '../policy/rollup.ts';
import { DAY, dayOf } from '../policy/time.ts';

/** Longest span that a rule may look back. */
const LONGEST = 31 * DAY;

export interface TopicKey {
  site: number;
  organization: string;
  topic: number;
}

/** Sessions of organizations by topic and quarter-hour, as far back as a rule may look. No visitor is in it. */
export class OrganizationSessions {
  readonly #quarters = new Map<string, Map<number, number>>();

  add({
    site,
    organization,
    topic,
    quarter,
    sessions,
  }: TopicKey & { quarter: number; sessions: number }): void {
    if (sessions === 0) return;
    const key = keyOf({ site, organization, topic });
    const quarters = this.#quarters.get(key) ?? new Map<number, number>();
    const sum = (quarters.get(quarter) ?? 0) + sessions;
    if (sum === 0) quarters.delete(quarter);
    else quarters.set(quarter, sum);
    this.#quarters.set(key, quarters);
  }

  addContribution({ site, organization, topic, quarter, sessions }: Contribution): void {
    this.add({ site, organization: organization.id, topic, quarter, sessions });
  }

  /** Sessions and distinct days from a time on, and the first and last quarter they began in. */
  since(key: TopicKey, from: number): { sessions: number; days: number; first: number; last: number } {
    const days = new Set<string>();
    const found = { sessions: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
    for (const [quarter, sessions] of this.#quarters.get(keyOf(key)) ?? []) {
      if (quarter < from) continue;
      found.sessions += sessions;
      found.first = Math.min(found.first, quarter);
      found.last = Math.max(found.last, quarter);
      days.add(dayOf(quarter));
    }
    return { ...found, days: days.size };
  }

  /** Latest quarter in which a session began; -Infinity when there is none. */
  latest(key: TopicKey): number {
    return Math.max(Number.NEGATIVE_INFINITY, ...(this.#quarters.get(keyOf(key))?.keys() ?? []));
  }

  /** Forgets what no rule can look back to any more. */
  forget(now: number): void {
    for (const [key, quarters] of this.#quarters) {
      for (const quarter of quarters.keys()) if (quarter < now - LONGEST) quarters.delete(quarter);
      if (quarters.size === 0) this.#quarters.delete(key);
    }
  }
}

const keyOf = ({ site, organization, topic }: TopicKey): string => `${site} ${organization} ${topic}`;
