import type { Bucket } from './allow-list.ts';

/** @param count 1 or more */
export function bucketOf(count: number): Bucket {
  if (count >= 10) return '10+';
  if (count >= 4) return '4-9';
  return count >= 2 ? '2-3' : '1';
}
