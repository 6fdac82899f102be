import { type RefObject, useEffect, useRef } from 'react';
import { meaningOf, moved } from './card-keys.ts';

interface CardKeysOptions {
  /** Whether they are listened to. */
  active: boolean;
  /** What holds the cards. */
  list: RefObject<HTMLElement | null>;
  /** Ids of the cards, in their order. */
  ids: readonly string[];
  help: () => void;
}

/**
 * Moves among cards and presses their buttons by single keys. Where somebody types, or a dialog or menu is open, keys
 * are theirs. When the card one was at has left the list, the one that took its place is next.
 */
export function useCardKeys({ active, list, ids, help }: CardKeysOptions): void {
  const at = useRef({ id: '', index: -1 });
  const go = (index: number): void => {
    const card = cardsIn(list)[index];
    card?.focus();
    at.current = { id: card?.dataset.alertId ?? '', index };
  };
  const press = (index: number, key: string): void => {
    const button = cardsIn(list)[index]?.querySelector<HTMLButtonElement>(`[aria-keyshortcuts="${key}"]`);
    if (!button) return;
    go(index);
    button.focus();
    button.click();
  };

  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent): void => {
      const meaning = isElsewhere(event.target) ? null : meaningOf(event);
      if (meaning === null) return;
      event.preventDefault();
      const focused = cardsIn(list).findIndex((card) => card.contains(document.activeElement));
      const from = focused < 0 ? ids.indexOf(at.current.id) : focused;
      switch (meaning.kind) {
        case 'help':
          help();
          break;
        case 'move': {
          const replaced = from < 0 && at.current.index >= 0;
          go(replaced ? Math.min(at.current.index, ids.length - 1) : moved(from, meaning.by, ids.length));
          break;
        }
        case 'press':
          press(from, meaning.key);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const shown = ids.join(' ');
  useEffect(() => {
    const { id, index } = at.current;
    const lost = index >= 0 && !shown.split(' ').includes(id) && document.activeElement === document.body;
    if (lost) go(Math.min(index, cardsIn(list).length - 1));
  }, [shown]);
}

const cardsIn = (list: RefObject<HTMLElement | null>): HTMLElement[] => [
  ...(list.current?.querySelectorAll<HTMLElement>('[data-alert-id]') ?? []),
];

/** Somebody types there, or something lies above the page. */
const isElsewhere = (target: EventTarget | null): boolean =>
  (target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=radio]), textarea, select'))) ||
  document.querySelector('[role="dialog"], [role="menu"]') !== null;
