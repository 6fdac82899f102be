import type { Contribution } from '../policy/rollup.ts';
import type { Rule } from '../policy/rule.ts';
import { DAY, startOfDay } from '../policy/time.ts';
import type { Corrected } from './corrected.ts';
import { evaluate } from './evaluate.ts';
import { OrganizationSessions, type TopicKey } from './sessions.ts';
import { type WindowStore, Windows } from './windows.ts';

export interface AlertParts {
  /**
   * Contributions in order; a replay only brings back what was known. What is recorded may be in the history
   * too: after a long stop that is not only the replay, but what had come in last as well.
   */
  source: AsyncIterable<{ contributions: Contribution[]; replay: boolean; recorded: boolean }>;
  /** Rules as they are now. */
  rules: () => readonly Rule[];
  /** What people decided about organizations, as it is now; left out where there are no decisions. */
  corrected?: () => Corrected;
  store: WindowStore;
  /** Sessions from a time until another, from the warehouse. */
  history: (from: number, until: number) => Promise<(TopicKey & { quarter: number; sessions: number })[]>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/**
 * From contributions to windows. What is older than yesterday comes from the warehouse, what is newer from
 * the log, so that each session is known once.
 */
export async function runAlerts(parts: AlertParts): Promise<void> {
  const sessions = new OrganizationSessions();
  const windows = new Windows(parts.store);
  const border = startOfDay(parts.now()) - DAY;
  for (const each of await parts.history(border - 30 * DAY, border)) sessions.add(each);

  let forgotten = parts.now();
  for await (const { contributions, replay, recorded } of parts.source) {
    const corrected = parts.corrected?.() ?? ((organization) => organization);
    const feeding = contributions
      .filter((each) => each.alert && each.topic > 0)
      .flatMap((each) => {
        const organization = corrected(each.organization);
        return organization === null ? [] : [{ ...each, organization }];
      });
    for (const each of feeding) {
      if (recorded && each.quarter < border) continue;
      sessions.addContribution(each);
    }
    if (replay) continue;
    for (const each of latestOfEach(feeding)) await match(each);
    if (parts.now() - forgotten > DAY) {
      forgotten = parts.now();
      sessions.forget(forgotten);
      windows.forget(forgotten);
    }
  }

  async function match(contribution: Contribution): Promise<void> {
    for (const rule of parts.rules()) {
      if (rule.site !== contribution.site || rule.topic.id !== contribution.topic) continue;
      const found = evaluate(rule, contribution.organization, sessions);
      if (found) await windows.take(found, contribution.policyVersion);
    }
  }
}

/** One contribution for each organization and topic: the rules look at sums, not at single visits. */
function latestOfEach(contributions: readonly Contribution[]): Contribution[] {
  const latest = new Map<string, Contribution>();
  for (const each of contributions) {
    if (each.sessions <= 0 && each.views === 0) continue;
    latest.set(`${each.site} ${each.organization.id} ${each.topic}`, each);
  }
  return [...latest.values()];
}
