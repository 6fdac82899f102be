import { type SyntheticEvent, useState } from 'react';

interface CellHint {
  /** Purpose and regime. */
  cell: string;
  element: HTMLElement;
}

/** Which cell is to be explained: the one under the pointer or with the focus, unless its menu explains it already. */
export function useCellHint() {
  const [hint, setHint] = useState<CellHint | null>(null);
  const show = ({ target, currentTarget }: SyntheticEvent): void => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
    const inside = element !== null && currentTarget.contains(element);
    const open = element?.getAttribute('aria-expanded') === 'true';
    setHint(inside && !open ? { cell: element.dataset.cell ?? '', element } : null);
  };
  const hide = (): void => setHint(null);
  return {
    hint,
    watch: { onMouseOver: show, onMouseLeave: hide, onFocus: show, onBlur: hide, onClick: hide },
  };
}
