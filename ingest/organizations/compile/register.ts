import { type Holder, isShown } from '../classify/classify-holder.ts';
import { networkKind } from '../classify/kinds.ts';

/** How many organizations could be named, by country and kind. Rules that would leave almost none are refused by this. */
export interface RegisterCount {
  country: string;
  kind: string;
  organizations: number;
}

/** An organization that holds several networks counts once. */
export function registerCounts(holders: readonly Holder[]): RegisterCount[] {
  const ids = new Map<string, Set<string>>();
  for (const holder of holders) {
    if (!isShown(holder)) continue;
    const key = JSON.stringify([holder.country, networkKind(holder.kind)]);
    const known = ids.get(key) ?? new Set<string>();
    ids.set(key, known.add(holder.id));
  }
  return [...ids]
    .map(([key, found]) => {
      const [country = '', kind = ''] = JSON.parse(key) as string[];
      return { country, kind, organizations: found.size };
    })
    .sort((a, b) => (a.country + a.kind < b.country + b.kind ? -1 : 1));
}
