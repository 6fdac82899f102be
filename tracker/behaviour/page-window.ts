import type { PageWindow } from '../page.ts';

/** What the part for behaviour takes from a page beyond what the script does. */
export type BehaviourWindow = PageWindow & {
  document: Pick<Document, 'visibilityState' | 'hasFocus' | 'documentElement'>;
  performance: Pick<Performance, 'now' | 'getEntriesByType'>;
  clearTimeout: Window['clearTimeout'];
  innerHeight: number;
  IntersectionObserver?: typeof IntersectionObserver;
};
