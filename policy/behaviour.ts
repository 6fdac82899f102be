/**
 * What may be counted of how pages are used, beside views. All of it serves `measure` alone and is kept as sums by hour:
 * nothing of it names an organization or a visitor, and nothing of it can reach a roll-up or an alert.
 */
export const BEHAVIOURS = ['engaged', 'scrolled', 'outbound', 'download', 'form', 'not_found'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** What a page may send beside a view: a behaviour, or an event that the site declares itself. */
export const COUNTED_NAMES = [...BEHAVIOURS, 'event'] as const;
export type CountedName = (typeof COUNTED_NAMES)[number];

/**
 * Marks that a view can reach, each counted once: seconds for which a page was seen and had the focus, and quarters of
 * its height in percent. There is nothing between marks, so nobody can be told by an odd number.
 */
export const MARKS: Readonly<Record<'engaged' | 'scrolled', readonly number[]>> = {
  engaged: [10, 30, 60, 180, 600],
  scrolled: [25, 50, 75, 100],
};

/** What a site's policy lets be counted. */
export interface CountedBehaviour {
  kinds: readonly Behaviour[];
  /** Events of the site's own: a name, and after it the keys that it may carry, with spaces between. */
  events: readonly string[];
}

export const NOTHING_COUNTED: CountedBehaviour = { kinds: [], events: [] };

export const MOST_KEYS = 5;
/** A name and at most {@link MOST_KEYS} keys: lower case, digits and underscores. */
export const EVENT_RULE = `^[a-z][a-z0-9_]{0,39}( [a-z][a-z0-9_]{0,39}){0,${MOST_KEYS}}$`;

/** Keys that an event may carry; null where the site declares no event of that name. */
export function keysOf(events: readonly string[], name: string): readonly string[] | null {
  for (const rule of events) {
    const [declared, ...keys] = rule.split(' ');
    if (declared === name) return keys;
  }
  return null;
}

/** Marks after one that was told before, up to another: what a view reached since. */
export const marksBetween = (name: CountedName, before: number, reached: number): number[] =>
  name === 'engaged' || name === 'scrolled'
    ? MARKS[name].filter((mark) => mark > before && mark <= reached)
    : [];
