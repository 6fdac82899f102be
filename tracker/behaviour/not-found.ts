import { attempt } from '../attempt.ts';
import type { BehaviourWindow } from './page-window.ts';

export interface NotFound {
  look(): void;
  /** Another view: what the server answered was about the page before. */
  next(): void;
}

/** Tells once for a view that it was not found: the page says so, or the server's answer did. */
export function watchNotFound(page: BehaviourWindow, wanted: boolean, tell: () => void): NotFound {
  let told = !wanted;
  let loaded = true;
  const isNotFound = (): boolean => {
    if (page.document.querySelector('[data-clearpane-not-found],meta[name=clearpane-not-found]')) return true;
    const [entry] = loaded ? page.performance.getEntriesByType('navigation') : [];
    const { responseStatus } = (entry ?? {}) as { responseStatus?: number };
    return responseStatus === 404 || responseStatus === 410;
  };
  return {
    look: () => {
      if (told || !attempt(isNotFound)) return;
      told = true;
      tell();
    },
    next: () => {
      told = !wanted;
      loaded = false;
    },
  };
}
