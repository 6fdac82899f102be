/** Four 32-bit words, most significant first. */
export type AddressWords = readonly [number, number, number, number];

/** No record: addresses below are unknown. */
const EMPTY = -1;

/**
 * Binary tree from address prefixes to record numbers, 128 bits deep; IPv4 lies below ::/96 as MaxMind-DB wants
 * it. A child is a node (0 or more), EMPTY, or a record (-2 and below).
 */
export class PrefixTree {
  #children = new Int32Array(1 << 16).fill(EMPTY);
  #count = 1;

  /** Later prefixes win over earlier ones that hold them; a prefix replaces everything below it. */
  insert(address: AddressWords, length: number, record: number): void {
    if (length < 1 || length > 128 || record < 0) throw new RangeError('Prefix or record out of range');
    let node = 0;
    for (let depth = 0; depth < length - 1; depth += 1) {
      const slot = 2 * node + bit(address, depth);
      let next = this.#child(slot);
      if (next < 0) {
        const created = this.#node(next);
        // The array may have been replaced while growing.
        this.#children[slot] = created;
        next = created;
      }
      node = next;
    }
    this.#children[2 * node + bit(address, length - 1)] = -2 - record;
  }

  /**
   * Nodes as pairs of children, root first, without nodes whose two halves say the same. `record` numbers are
   * given back as -2 - record, EMPTY as -1.
   */
  compact(): Int32Array {
    // Children are always younger than their parent, so one pass from the end sees them first.
    const merged = new Int32Array(this.#count).fill(EMPTY - 0x40000000);
    const same = EMPTY - 0x40000000;
    for (let node = this.#count - 1; node > 0; node -= 1) {
      const left = resolve(this.#child(2 * node), merged, same);
      const right = resolve(this.#child(2 * node + 1), merged, same);
      this.#children[2 * node] = left;
      this.#children[2 * node + 1] = right;
      if (left === right && left < 0) merged[node] = left;
    }
    for (const slot of [0, 1]) this.#children[slot] = resolve(this.#child(slot), merged, same);

    const order: number[] = [0];
    const renamed = new Int32Array(this.#count);
    const result: number[] = [];
    for (let index = 0; index < order.length; index += 1) {
      const node = order[index] ?? 0;
      for (const slot of [2 * node, 2 * node + 1]) {
        const child = this.#child(slot);
        if (child < 0) {
          result.push(child);
        } else {
          renamed[child] = order.length;
          result.push(order.length);
          order.push(child);
        }
      }
    }
    return Int32Array.from(result);
  }

  #child(slot: number): number {
    return this.#children[slot] ?? EMPTY;
  }

  #node(inherited: number): number {
    const node = this.#count;
    this.#count += 1;
    if (2 * this.#count > this.#children.length) {
      const larger = new Int32Array(this.#children.length * 2).fill(EMPTY);
      larger.set(this.#children);
      this.#children = larger;
    }
    this.#children[2 * node] = inherited;
    this.#children[2 * node + 1] = inherited;
    return node;
  }
}

function resolve(child: number, merged: Int32Array, same: number): number {
  if (child < 0) return child;
  const replacement = merged[child] ?? same;
  return replacement === same ? child : replacement;
}

function bit(address: AddressWords, index: number): number {
  return ((address[index >> 5] ?? 0) >>> (31 - (index & 31))) & 1;
}
