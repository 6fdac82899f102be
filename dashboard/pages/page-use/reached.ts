import type { PageUse } from '../../../api/contract-behaviour.ts';

/**
 * The highest mark that at least half of a page's views reached, with how many did. Null where none was: nobody stayed,
 * or nothing is counted.
 */
export function reachedByHalf(
  marks: PageUse['engaged'],
  views: number,
): { mark: number; share: number } | null {
  const reached = marks.filter(({ times }) => times * 2 >= views && views > 0);
  const highest = reached.at(-1);
  return highest ? { mark: highest.mark, share: shareOf(highest.times, views) } : null;
}

/** Whole percent; views from before something was counted can make it more than all. */
export const shareOf = (times: number, views: number): number =>
  views === 0 ? 0 : Math.min(100, Math.round((100 * times) / views));

/** "30 seconds", "3 minutes" */
export const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} seconds` : seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
