import { nextAllowed, nextTimeOfDay, restOf, type WorkingTime } from './working-time.ts';

/** How somebody wants to hear of alerts. */
export interface RepSettings extends WorkingTime {
  /** All at once at the times below, instead of each when it comes. */
  digest: boolean;
  /** Minutes since midnight; at least one, also where each comes alone: what is beyond the budget waits for it. */
  digestTimes: readonly number[];
  dashboard: boolean;
  email: boolean;
  browser: boolean;
  /** Alerts a day that come alone; null for no limit. */
  dailyBudget: number | null;
  mutedRules: readonly string[];
  /** Takes turns with others at what nobody owns. */
  takesPart: boolean;
}

/** For whoever has said nothing. */
export const DEFAULT_SETTINGS: RepSettings = {
  timeZone: 'UTC',
  quiet: null,
  workingDays: [1, 2, 3, 4, 5, 6, 7],
  digest: false,
  digestTimes: [9 * 60],
  dashboard: true,
  email: true,
  browser: false,
  dailyBudget: null,
  mutedRules: [],
  takesPart: false,
};

export type Postponement = 'quiet_hours' | 'day_off' | 'budget' | 'digest';

export type Timing =
  | { told: 'now' }
  | { told: 'later'; at: number; reason: Postponement }
  | { told: 'not'; reason: 'muted' };

/**
 * When somebody hears of an alert. What is postponed comes with everything else that waits for the same moment.
 *
 * @param now milliseconds since the epoch
 * @param toldToday alerts that came alone since midnight where they are
 */
export function timingOf(settings: RepSettings, ruleId: string, now: number, toldToday: number): Timing {
  if (settings.mutedRules.includes(ruleId)) return { told: 'not', reason: 'muted' };
  if (settings.digest) return { told: 'later', at: nextDigest(settings, now), reason: 'digest' };
  const rest = restOf(settings, now);
  if (rest !== null) return { told: 'later', at: nextAllowed(settings, now), reason: rest };
  if (settings.dailyBudget !== null && toldToday >= settings.dailyBudget) {
    return { told: 'later', at: nextDigest(settings, now), reason: 'budget' };
  }
  return { told: 'now' };
}

/** A digest that would come in quiet hours or on a day off comes when they end. */
export function nextDigest(settings: RepSettings, now: number): number {
  return nextAllowed(settings, nextTimeOfDay(settings.timeZone, now, settings.digestTimes));
}
