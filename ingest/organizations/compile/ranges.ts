/** Part of the address space: `length` leading bits of `start` are fixed. */
export interface Prefix<Address extends number | bigint> {
  start: Address;
  length: number;
}

/** Cuts an inclusive IPv4 range, as 32-bit integers, into the fewest prefixes that cover exactly it, in order. */
export function prefixesOfRange4(first: number, last: number): Prefix<number>[] {
  if (first < 0 || last < first || last >= 2 ** 32) throw new RangeError('Not a range of IPv4 addresses');
  const prefixes: Prefix<number>[] = [];
  let start = first;
  while (start <= last) {
    // The lowest set bit is the largest block that may start here; /0 does not occur in routing tables.
    let size = start === 0 ? 2 ** 31 : (start & -start) >>> 0;
    while (start + size - 1 > last) size /= 2;
    prefixes.push({ start, length: Math.clz32(size) + 1 });
    start += size;
  }
  return prefixes;
}

/** The same for IPv6, as 128-bit integers. */
export function prefixesOfRange6(first: bigint, last: bigint): Prefix<bigint>[] {
  if (first < 0n || last < first || last >= 1n << 128n) throw new RangeError('Not a range of IPv6 addresses');
  const prefixes: Prefix<bigint>[] = [];
  let start = first;
  while (start <= last) {
    let size = start === 0n ? 1n << 127n : start & -start;
    while (start + size - 1n > last) size >>= 1n;
    prefixes.push({ start, length: 129 - size.toString(2).length });
    start += size;
  }
  return prefixes;
}
