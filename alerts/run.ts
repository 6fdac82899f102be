import type { Contribution } from '../policy/rollup.ts';
import { DAY, startOfDay } from '../policy/time.ts';
import type { Cell } from './cells.ts';
import type { Corrected } from './corrected.ts';
import {
  type Change,
  Evaluator,
  type EvaluatorSettings,
  type KnownWindow,
  type News,
  settle,
} from './evaluator.ts';

/** What alerts go by, as it is now. A change of rules holds for what comes after it; nothing is looked at again. */
export interface AlertSettings extends EvaluatorSettings {
  /** Version of the notice that is published, by site. */
  notices: ReadonlyMap<number, number>;
  /** Who an organization is after what people decided. */
  corrected: Corrected;
}

/** Where windows and alerts are kept. */
export interface WindowStore {
  /** Windows that end after a time. */
  known(since: number): Promise<KnownWindow[]>;
  /**
   * Stores changes and tells of windows, each window with its alert or not at all. What is stored already changes nothing, so
   * that after a failure all of it can be given again.
   *
   * @returns windows that a cool-down holds back, by id, with its end
   */
  apply(changes: readonly Change[]): Promise<ReadonlyMap<string, number>>;
}

export interface AlertParts {
  /**
   * Contributions in order; a replay only brings back what was known. What is recorded may be in the history
   * too: after a long stop that is not only the replay, but what had come in last as well.
   */
  source: AsyncIterable<{ contributions: Contribution[]; replay: boolean; recorded: boolean }>;
  settings: () => AlertSettings;
  store: WindowStore;
  /** Sessions from a time until another, from the warehouse. */
  history: (from: number, until: number) => Promise<Cell[]>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Longest stop after which windows are those that would have opened without it. */
const LONGEST_STOP = 30 * DAY;
/** The longest span of a rule. */
const LOOK_BACK = 30 * DAY;
/** Visits come in a day late at most; the rest is for a machine that is behind. */
const LATE = 3 * DAY;

/**
 * From contributions to windows. What is older than yesterday comes from the warehouse, what is newer from
 * the log, so that each session is known once. Windows are known from the store.
 */
export async function runAlerts(parts: AlertParts): Promise<void> {
  const border = startOfDay(parts.now()) - DAY;
  const evaluator = new Evaluator(await parts.store.known(border - LONGEST_STOP));
  for (const cell of await parts.history(border - LONGEST_STOP - LOOK_BACK, border))
    evaluator.cells.add(cell);

  // What only a long stop needed goes as soon as there is something new.
  let forgotten = Number.NEGATIVE_INFINITY;
  for await (const { contributions, replay, recorded } of parts.source) {
    const feeding = correctedBy(
      contributions.filter((each) => each.alert && each.sessions !== 0),
      parts.settings().corrected,
    );
    for (const { organization, ...each } of feeding) {
      if (recorded && each.quarter < border) continue;
      evaluator.cells.add({ ...each, organization: organization.id });
    }
    if (replay || feeding.length === 0) continue;
    await evaluate(feeding);
    if (!recorded && parts.now() - forgotten > DAY) {
      forgotten = parts.now();
      evaluator.forget({ windows: forgotten - LATE, sessions: forgotten - LOOK_BACK - LATE });
    }
  }

  async function evaluate(feeding: readonly Contribution[]): Promise<void> {
    const settings = parts.settings();
    const changes = newsOf(feeding, settings.notices).flatMap((news) => evaluator.take(news, settings));
    if (changes.length === 0) return;
    settle(changes, await parts.store.apply(changes));
  }
}

/** Visits that were named before somebody decided whose they are. */
function correctedBy(contributions: readonly Contribution[], corrected: Corrected): Contribution[] {
  return contributions.flatMap((each) => {
    const organization = corrected(each.organization);
    return organization === null ? [] : [{ ...each, organization }];
  });
}

interface OrganizationNews extends News {
  topics: Map<number, number>;
}

/** What is new of each organization: a session that begins is news, one that turns out to be none is not. */
function newsOf(
  contributions: readonly Contribution[],
  notices: AlertSettings['notices'],
): OrganizationNews[] {
  const all = new Map<string, OrganizationNews>();
  for (const { site, organization, topic, quarter, sessions, policyVersion } of contributions) {
    if (sessions < 0) continue;
    const key = `${site} ${organization.id}`;
    const topics = all.get(key)?.topics ?? new Map<number, number>();
    topics.set(topic, Math.min(quarter, topics.get(topic) ?? quarter));
    // The newest says what the organization is called and what it was collected under.
    const lawful = { policyVersion, noticeVersion: notices.get(site) ?? null };
    all.set(key, { site, organization, topics, lawful });
  }
  return [...all.values()];
}
