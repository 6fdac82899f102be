import { type FocusEvent, type KeyboardEvent, useState } from 'react';

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/**
 * One cell of a grid can be tabbed to, and arrow keys move on from there (WAI-ARIA grid pattern). Cells carry their
 * place as `data-position="row column"`; column 0 is the row's head, where it can be pressed.
 */
export function useRovingCell(rows: number, columns: number, withHeads: boolean) {
  const first = withHeads ? 0 : 1;
  const [position, setPosition] = useState(`0 ${first}`);

  const onFocus = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && target.dataset.position) setPosition(target.dataset.position);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key];
    // A menu of a cell is drawn elsewhere, and its arrow keys are its own.
    if (!step || !(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target))
      return;
    const [row = 0, column = first] = (event.target.dataset.position ?? position).split(' ').map(Number);
    const next = [within(row + step[0], 0, rows - 1), within(column + step[1], first, columns)].join(' ');
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-position="${next}"]`)?.focus();
  };
  return { position, walk: { onFocus, onKeyDown } };
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
