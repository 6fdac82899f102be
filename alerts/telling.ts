import type { Rule } from '../policy/rules/rule.ts';
import { DAY, QUARTER } from '../policy/time.ts';
import type { Fulfilled, KnownWindow } from './evaluator.ts';

/** An alert of an organization at a site, and what people did with it. */
export interface ToldAlert {
  id: string;
  /** When somebody closed it; Infinity where nobody did. */
  closedAt: number;
  /** Until when somebody wants to hear nothing of it; -Infinity where nobody said so. */
  snoozedUntil: number;
}

/** A window that an alert tells of. */
export interface ToldWindow {
  window: Pick<KnownWindow, 'id' | 'rule' | 'openedAt' | 'until'>;
  alert: ToldAlert;
}

export type Telling =
  | { kind: 'tell' }
  /** Told already: it joins an alert that is open, or that somebody put off. */
  | { kind: 'join'; alert: ToldAlert; reason: 'merged' | 'snoozed' }
  /** Nothing is said before the cool-down is over. */
  | { kind: 'hold'; until: number };

export interface Decision extends Fulfilled {
  telling: Telling;
}

/**
 * Decides about windows one after the other, each knowing what was told before it.
 *
 * @param fulfilled in the order in which people are to hear of it
 * @param toldOf what alerts tell of an organization at a site; it is added to
 */
export function decide(
  fulfilled: readonly Fulfilled[],
  toldOf: (window: KnownWindow) => ToldWindow[],
): Decision[] {
  const decisions: Decision[] = [];
  for (const each of fulfilled) {
    const { window, match } = each;
    const told = toldOf(window);
    if (told.some(({ window: { id } }) => id === window.id)) continue;
    const how = tellingOf(match.rule, match.to - QUARTER, told);
    decisions.push({ ...each, telling: how });
    if (how.kind === 'hold') continue;
    told.push({ window, alert: how.kind === 'join' ? how.alert : freshAlert(window.id) });
  }
  return decisions;
}

/** Windows about which the last word is that a cool-down holds them back, with its end. */
export function heldIn(decisions: readonly Decision[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const { window, telling } of decisions) {
    if (telling.kind === 'hold') held.set(window.id, telling.until);
    else held.delete(window.id);
  }
  return held;
}

/** An alert has the id of the window that it was told for. */
const freshAlert = (id: string): ToldAlert => ({
  id,
  closedAt: Number.POSITIVE_INFINITY,
  snoozedUntil: Number.NEGATIVE_INFINITY,
});

/**
 * Whether somebody is told: once for each organization while an alert of it is open, and not again by the same rule before
 * its cool-down is over.
 *
 * @param at quarter in which the rule was fulfilled
 */
function tellingOf(
  rule: Pick<Rule, 'id' | 'coolDownDays'>,
  at: number,
  told: readonly ToldWindow[],
): Telling {
  const quietUntil = coolDownEnd(rule, at, told);
  if (quietUntil > at) return { kind: 'hold', until: quietUntil };
  const notClosed = told.filter(({ alert }) => alert.closedAt > at);
  const open = notClosed.filter(({ window }) => window.until > at);
  const snoozed = notClosed.filter(({ alert }) => alert.snoozedUntil > at);
  const [first, ...others] = open.length > 0 ? open : snoozed;
  if (!first) return { kind: 'tell' };
  // Of several, the one that opened last: it is the first that people see.
  const { alert } = others.reduce((a, b) => (b.window.openedAt > a.window.openedAt ? b : a), first);
  return { kind: 'join', alert, reason: open.length > 0 ? 'merged' : 'snoozed' };
}

function coolDownEnd(
  { id, coolDownDays }: Pick<Rule, 'id' | 'coolDownDays'>,
  at: number,
  told: readonly ToldWindow[],
): number {
  const ends = told
    .filter(({ window }) => window.rule === id && window.openedAt < at)
    .map(({ window, alert }) => Math.min(window.until, alert.closedAt))
    // One that is still open is no reason to be quiet about itself.
    .filter((end) => end <= at);
  return ends.length === 0 ? at : Math.max(...ends) + coolDownDays * DAY;
}
