import type { NetworkRange } from '../../../policy/network-range.ts';
import type { LookupAddress } from '../address.ts';
import { number6 } from '../address.ts';
import { prefixesOfRange4, prefixesOfRange6 } from '../compile/ranges.ts';

/** Values by network. The longest prefix that holds an address wins; of the same prefix, the one added last. */
export class NetworkMap<Value> {
  /** By prefix length, then by the first address. */
  readonly #v4 = new Map<number, Map<number, Value>>();
  readonly #v6 = new Map<number, Map<bigint, Value>>();
  /** Longest first. */
  #lengths4: number[] = [];
  #lengths6: number[] = [];

  add(range: NetworkRange, value: Value): void {
    if (range.family === 4) {
      for (const { start, length } of prefixesOfRange4(range.first, range.last)) {
        put(this.#v4, length, start, value);
      }
      this.#lengths4 = [...this.#v4.keys()].sort((a, b) => b - a);
    } else {
      for (const { start, length } of prefixesOfRange6(range.first, range.last)) {
        put(this.#v6, length, start, value);
      }
      this.#lengths6 = [...this.#v6.keys()].sort((a, b) => b - a);
    }
  }

  find(address: LookupAddress): Value | undefined {
    if (address.v4 !== null) {
      for (const length of this.#lengths4) {
        const size = 2 ** (32 - length);
        const found = this.#v4.get(length)?.get(address.v4 - (address.v4 % size));
        if (found !== undefined) return found;
      }
      return undefined;
    }
    if (this.#lengths6.length === 0) return undefined;
    const whole = number6(address) ?? 0n;
    for (const length of this.#lengths6) {
      const shift = BigInt(128 - length);
      const found = this.#v6.get(length)?.get((whole >> shift) << shift);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  get empty(): boolean {
    return this.#lengths4.length === 0 && this.#lengths6.length === 0;
  }
}

function put<Address, Value>(
  map: Map<number, Map<Address, Value>>,
  length: number,
  start: Address,
  value: Value,
): void {
  const entries = map.get(length) ?? new Map<Address, Value>();
  map.set(length, entries);
  entries.set(start, value);
}
