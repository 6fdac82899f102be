import { attempt } from '../attempt.ts';
import type { BehaviourWindow } from './page-window.ts';

export interface Depth {
  /** Percent of the page's height that was reached since the last reset. */
  percent(): number;
  /** Looks where the visitor is, a moment from now. */
  look(): void;
  reset(): void;
}

/** Looking after each movement would be work for nothing. */
const PAUSE = 200;

/**
 * How far down the page somebody has seen. Positions come from an observer that the browser serves when it has laid out
 * the page anyway: asking for them would make it do so on the spot.
 */
export function watchScroll(page: BehaviourWindow, wanted: boolean): Depth {
  const { IntersectionObserver } = page;
  const able = wanted && IntersectionObserver;
  let deepest = 0;
  let waits = false;

  const look = (): void => {
    if (!able) return;
    new IntersectionObserver(([seen], observer) => {
      observer.disconnect();
      if (!seen) return;
      const { top, height } = seen.boundingClientRect;
      const bottom = (seen.rootBounds?.height ?? page.innerHeight) - top;
      // A pixel may be lost to rounding.
      if (height > 0) deepest = Math.max(deepest, Math.min(100, (100 * (bottom + 1)) / height));
    }).observe(page.document.documentElement);
  };
  if (able) {
    page.addEventListener(
      'scroll',
      () => {
        if (waits) return;
        waits = true;
        page.setTimeout(() => {
          waits = false;
          attempt(look);
        }, PAUSE);
      },
      { passive: true },
    );
  }
  return {
    percent: () => deepest,
    look: () => attempt(look),
    reset: () => {
      deepest = 0;
    },
  };
}
