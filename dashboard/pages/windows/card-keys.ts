/** Keys of what a card offers. A key presses the button that names it in `aria-keyshortcuts`. */
export const KEYS = { takeOn: 'a', notNow: 's', notRelevant: 'x' } as const;

/** All keys of the page and what they do, in the order of the help. */
export const KEY_HELP: readonly { key: string; does: string }[] = [
  { key: 'j', does: 'Next window' },
  { key: 'k', does: 'Previous window' },
  { key: KEYS.takeOn, does: 'On it' },
  { key: KEYS.notNow, does: 'Not now' },
  { key: KEYS.notRelevant, does: 'Not relevant' },
  { key: '?', does: 'This help' },
];

export type KeyMeaning = { kind: 'move'; by: 1 | -1 } | { kind: 'press'; key: string } | { kind: 'help' };

/** What a key means here; null for keys of others, and with a modifier, which belong to the browser. */
export function meaningOf(event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}): KeyMeaning | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case 'j':
      return { kind: 'move', by: 1 };
    case 'k':
      return { kind: 'move', by: -1 };
    case '?':
      return { kind: 'help' };
    case KEYS.takeOn:
    case KEYS.notNow:
    case KEYS.notRelevant:
      return { kind: 'press', key: event.key };
    default:
      return null;
  }
}

/** Where a move ends: the first or last stays where it is; from nowhere, one begins at the first. */
export function moved(from: number, by: 1 | -1, count: number): number {
  if (from < 0) return 0;
  return Math.max(0, Math.min(count - 1, from + by));
}
