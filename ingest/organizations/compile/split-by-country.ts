import type { CountryRanges } from './read-countries.ts';
import type { RangeColumns } from './read-networks.ts';

/**
 * Cuts ranges wherever the country changes and hands over the pieces in order. Both sides are sorted, so one
 * pass is enough.
 */
export function splitByCountry<Address extends number | bigint>(
  ranges: RangeColumns<Address>,
  { starts, countries }: CountryRanges<Address>,
  next: (last: Address) => Address,
  previous: (first: Address) => Address,
  take: (first: Address, last: Address, holder: number, country: string) => void,
): void {
  let at = 0;
  for (const [index, rangeFirst] of ranges.first.entries()) {
    const rangeLast = ranges.last[index];
    const holder = ranges.holders[index];
    if (rangeLast === undefined || holder === undefined) return;
    let first = rangeFirst;
    // A range may start before the one ahead of it ended (the data holds one such): step back.
    while (at > 0 && isAfter(starts[at], first)) at -= 1;
    for (;;) {
      while (at + 1 < starts.length && !isAfter(starts[at + 1], first)) at += 1;
      const country = isAfter(starts[at], first) ? '' : (countries[at] ?? '');
      const nextStart = isAfter(starts[at], first) ? starts[at] : starts[at + 1];
      if (nextStart === undefined || nextStart > rangeLast) {
        take(first, rangeLast, holder, country);
        break;
      }
      take(first, previous(nextStart), holder, country);
      first = next(previous(nextStart));
    }
  }
}

function isAfter<Address extends number | bigint>(start: Address | undefined, address: Address): boolean {
  return start !== undefined && start > address;
}
