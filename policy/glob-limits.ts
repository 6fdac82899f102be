import { pathMatcher } from './topics.ts';

/**
 * More wildcards than this take seconds for one long path: globs are held against every page that is seen, and visitors
 * choose the path.
 */
export const MOST_WILDCARDS = 2;

/** Runs of stars count once. */
export const wildcardsIn = (glob: string): number => (glob.match(/\*+/g) ?? []).length;

const UNRELATED_PAGES = ['/a', '/b-c/d.html', '/e/f/g'];

/** Whether globs together leave no page out. */
export function takesInEveryPage(globs: readonly string[]): boolean {
  return UNRELATED_PAGES.every(pathMatcher(globs));
}
