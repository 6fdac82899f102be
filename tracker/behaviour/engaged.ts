import type { BehaviourWindow } from './page-window.ts';

export interface Stopwatch {
  /** Seconds since the last reset for which the page was visible and had the focus. */
  seconds(): number;
  reset(): void;
}

/** Runs while somebody can see the page and has it in front. No timer: it looks at the clock when something changes. */
export function stopwatch(page: BehaviourWindow, wanted: boolean): Stopwatch {
  let sum = 0;
  let since: number | undefined;

  const look = (): void => {
    const now = page.performance.now();
    if (since !== undefined) sum += now - since;
    // A frame in the page may have the focus: that is the page as well.
    const engaged = page.document.visibilityState === 'visible' && page.document.hasFocus();
    since = wanted && engaged ? now : undefined;
  };
  if (wanted) {
    page.document.addEventListener('visibilitychange', look);
    for (const name of ['focus', 'blur', 'pagehide', 'pageshow']) page.addEventListener(name, look);
  }
  look();
  return {
    seconds: () => {
      look();
      return sum / 1000;
    },
    reset: () => {
      look();
      sum = 0;
    },
  };
}
