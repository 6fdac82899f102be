import type { EventOrganization } from '../policy/event.ts';
import { inOrder, type Rule } from '../policy/rules/rule.ts';
import { DAY, QUARTER } from '../policy/time.ts';
import { windowId } from './alert.ts';
import { Cells, Moment } from './cells.ts';
import { type Candidate, evaluate, type Match, type Surroundings } from './evaluate.ts';
import type { RuleIndex } from './rule-index.ts';

/** What of a window decides about further sessions. */
export interface KnownWindow {
  id: string;
  site: number;
  rule: string;
  organization: string;
  /** Quarter that fulfilled the rule. */
  openedAt: number;
  /** Until then, further sessions belong to this window. */
  until: number;
  /** Nothing was told of it yet, and nothing will be before then; null when it was told, or will not be. */
  quietUntil: number | null;
}

/** What sessions of an organization do to windows. */
export type Change =
  | { kind: 'open'; window: KnownWindow; match: Match }
  /** `again`: the rule is fulfilled again, and nothing was told of the window yet. */
  | { kind: 'extend'; window: KnownWindow; again: Match | null }
  | {
      kind: 'warm';
      rule: Rule;
      organization: EventOrganization;
      since: number;
      until: number;
    };

/** A window whose rule is fulfilled, so that somebody may have to be told. */
export interface Fulfilled {
  window: KnownWindow;
  match: Match;
}

/** In the order of time; of rules that are fulfilled in the same quarter-hour, the one that people put first. */
export const inTurn = (a: Fulfilled, b: Fulfilled): number =>
  a.match.to - b.match.to || inOrder(a.match.rule, b.match.rule);

export function fulfilledIn(changes: readonly Change[]): Fulfilled[] {
  const found = changes.flatMap((change): Fulfilled[] => {
    if (change.kind === 'open') return [{ window: change.window, match: change.match }];
    return change.kind === 'extend' && change.again ? [{ window: change.window, match: change.again }] : [];
  });
  return found.sort(inTurn);
}

/** Notes what was decided: windows that a cool-down holds back, with its end; all others are settled. */
export function settle(changes: readonly Change[], held: ReadonlyMap<string, number>): void {
  for (const { window } of fulfilledIn(changes)) window.quietUntil = held.get(window.id) ?? null;
}

/** Sessions of an organization that are new: topics, each with the earliest quarter that changed. */
export interface News extends Candidate {
  site: number;
  topics: ReadonlyMap<number, number>;
}

export interface EvaluatorSettings extends Surroundings {
  rules: RuleIndex;
}

/**
 * From sessions to windows, the same for what happens now and for the past.
 *
 * A window opens in a quarter-hour in which a session on a topic of the rule begins and by whose end the rule is fulfilled.
 * It stays open for the rule's days after the last session on any of these topics. So at every moment, whoever has an open
 * window would have it with more sessions as well. Nothing depends on the clock: an end is a time, and needs no timer.
 */
export class Evaluator {
  readonly cells = new Cells();
  /** By rule and organization, in the order of opening. */
  readonly #windows = new Map<string, KnownWindow[]>();
  /** Until when a rule is known to warm for an organization. */
  readonly #warming = new Map<string, number>();

  constructor(known: Iterable<KnownWindow> = []) {
    for (const window of known) this.#remember(window);
    for (const windows of this.#windows.values()) windows.sort((a, b) => a.openedAt - b.openedAt);
  }

  /** What news do to windows, in the order of time and then of rules. The cells must hold them already. */
  take(news: News, settings: EvaluatorSettings): Change[] {
    const { site, organization, topics } = news;
    const rules = settings.rules.touching(site, topics.keys());
    if (rules.length === 0) return [];
    const cells = this.cells.of(site, organization.id);
    const moments = new Map<number, Moment>();
    const changes: { quarter: number; change: Change }[] = [];
    for (const { rule, topics: looksAt } of rules) {
      const earliest = Math.min(...looksAt.map((topic) => topics.get(topic) ?? Number.POSITIVE_INFINITY));
      // A late event counts for every quarter after it too.
      for (const quarter of cells.quartersSince(looksAt, earliest)) {
        const moment = moments.get(quarter) ?? new Moment(cells, quarter);
        moments.set(quarter, moment);
        const change = this.#step(rule, news, { quarter, moment }, settings);
        if (change) changes.push({ quarter, change });
      }
    }
    return changes.sort((a, b) => a.quarter - b.quarter).map(({ change }) => change);
  }

  /** Forgets windows, sessions and warming that ended before a time. */
  forget(before: { windows: number; sessions: number }): void {
    this.cells.forget(before.sessions);
    for (const [key, windows] of this.#windows) {
      const kept = windows.filter(({ until }) => until >= before.windows);
      if (kept.length > 0) this.#windows.set(key, kept);
      else this.#windows.delete(key);
    }
    for (const [key, until] of this.#warming) if (until < before.windows) this.#warming.delete(key);
  }

  #step(
    rule: Rule,
    candidate: Candidate,
    at: { quarter: number; moment: Moment },
    settings: EvaluatorSettings,
  ): Change | null {
    const { organization } = candidate;
    const { quarter } = at;
    const end = quarter + QUARTER + rule.stayOpenDays * DAY;
    const key = keyOf({ rule: rule.id, organization: organization.id });
    const windows = this.#windows.get(key) ?? [];
    const open = windows.findLast(({ openedAt, until }) => openedAt <= quarter && quarter < until);
    if (open) {
      const again = open.quietUntil !== null && quarter >= open.quietUntil ? matchOf() : null;
      if (end <= open.until && !again) return null;
      open.until = Math.max(end, open.until);
      return { kind: 'extend', window: open, again };
    }
    const evaluation = evaluate(rule, candidate, at, settings);
    if (evaluation.state === 'quiet') return null;
    if (evaluation.state === 'warming') {
      if ((this.#warming.get(key) ?? 0) >= end) return null;
      this.#warming.set(key, end);
      return { kind: 'warm', rule, organization, since: quarter, until: end };
    }
    // A late event shows that the rule was fulfilled before; the window that came of it since covers that.
    if (windows.some(({ openedAt }) => openedAt > quarter && openedAt < end)) return null;
    const { match } = evaluation;
    const window: KnownWindow = {
      id: windowId(match),
      site: rule.site,
      rule: rule.id,
      organization: organization.id,
      openedAt: quarter,
      until: end,
      // Whether a cool-down holds it back is decided after everything that is new was looked at.
      quietUntil: rule.coolDownDays > 0 ? quarter : null,
    };
    this.#remember(window);
    this.#warming.delete(key);
    return { kind: 'open', window, match };

    function matchOf(): Match | null {
      const found = evaluate(rule, candidate, at, settings);
      return found.state === 'fulfilled' ? found.match : null;
    }
  }

  #remember(window: KnownWindow): void {
    const key = keyOf(window);
    const windows = this.#windows.get(key);
    if (windows) windows.push(window);
    else this.#windows.set(key, [window]);
  }
}

/** A rule belongs to one site, so rule and organization are enough. */
const keyOf = ({ rule, organization }: { rule: string; organization: string }): string =>
  `${organization} ${rule}`;
