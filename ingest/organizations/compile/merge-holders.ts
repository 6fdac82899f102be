import type { Holder } from '../classify/classify-holder.ts';

/**
 * One organization often holds several networks under several spellings. Whoever has the same id is shown the same
 * everywhere: as the holder with most addresses is.
 *
 * @param holders In the order of `addresses`, IPv4 addresses that each announces.
 */
export function mergeHolders(holders: readonly Holder[], addresses: readonly number[]): Holder[] {
  const largest = new Map<string, number>();
  for (const [index, { id }] of holders.entries()) {
    const best = largest.get(id);
    if (best === undefined || (addresses[index] ?? 0) > (addresses[best] ?? 0)) largest.set(id, index);
  }
  return holders.map((holder) => {
    const first = holders[largest.get(holder.id) ?? -1];
    if (holder.id === '0' || !first) return holder;
    const { name, legalForm, kind, country } = first;
    return { ...holder, name, legalForm, kind, country };
  });
}
