/** Values a MaxMind-DB data section can hold here. Numbers are unsigned 32-bit, bigints unsigned 64-bit. */
export type MmdbValue = string | number | bigint | boolean | MmdbValue[] | { [key: string]: MmdbValue };

const TYPE = {
  pointer: 1,
  string: 2,
  uint32: 6,
  map: 7,
  uint64: 9,
  array: 11,
  boolean: 14,
} as const;

/** Strings shorter than a pointer gain nothing from being shared. */
const SHORTEST_SHARED_STRING = 3;

/**
 * Data section of a MaxMind-DB file (https://maxmind.github.io/MaxMind-DB/), built front to back. Strings, and
 * any object that is passed in twice, are written once and pointed to afterwards.
 */
export class MmdbDataSection {
  #bytes = Buffer.alloc(1 << 16);
  #length = 0;
  readonly #strings = new Map<string, number>();
  readonly #objects = new Map<object, number>();

  get length(): number {
    return this.#length;
  }

  /** Writes a value unless this very object is there already. Returns its offset in the section. */
  add(value: MmdbValue): number {
    if (typeof value === 'object') {
      const known = this.#objects.get(value);
      if (known !== undefined) return known;
      // Objects below go first, each on its own, so that others can point to them too.
      for (const child of Object.values(value)) if (typeof child === 'object') this.add(child);
    }
    return this.addInPlace(value);
  }

  /** Writes a value with everything in it in one piece, as the metadata section needs it. */
  addInPlace(value: MmdbValue): number {
    const offset = this.#length;
    this.#write(value);
    if (typeof value === 'object') this.#objects.set(value, offset);
    return offset;
  }

  toBuffer(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #write(value: MmdbValue): void {
    if (typeof value !== 'object') {
      this.#scalar(value);
      return;
    }
    const known = this.#objects.get(value);
    if (known !== undefined) {
      this.#pointer(known);
      return;
    }
    if (Array.isArray(value)) {
      this.#control(TYPE.array, value.length);
      for (const child of value) this.#write(child);
      return;
    }
    const entries = Object.entries(value);
    this.#control(TYPE.map, entries.length);
    for (const [key, child] of entries) {
      this.#string(key);
      this.#write(child);
    }
  }

  #scalar(value: string | number | bigint | boolean): void {
    if (typeof value === 'string') this.#string(value);
    else if (typeof value === 'boolean') this.#control(TYPE.boolean, value ? 1 : 0);
    else if (typeof value === 'bigint') this.#unsigned(TYPE.uint64, value, 64);
    else if (Number.isInteger(value)) this.#unsigned(TYPE.uint32, BigInt(value), 32);
    else throw new RangeError(`Not an unsigned integer: ${value}`);
  }

  #string(text: string): void {
    const known = this.#strings.get(text);
    if (known !== undefined) {
      this.#pointer(known);
      return;
    }
    const bytes = Buffer.from(text, 'utf8');
    if (bytes.length >= SHORTEST_SHARED_STRING) this.#strings.set(text, this.#length);
    this.#control(TYPE.string, bytes.length);
    this.#append(bytes);
  }

  #unsigned(type: number, value: bigint, bits: number): void {
    if (value < 0n || value >= 1n << BigInt(bits))
      throw new RangeError(`Does not fit ${bits} bits: ${value}`);
    const hex = value === 0n ? '' : value.toString(16);
    const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
    this.#control(type, bytes.length);
    this.#append(bytes);
  }

  /** Control byte(s): type in three bits, or 0 and an extension byte; size in five bits, or more bytes. */
  #control(type: number, size: number): void {
    const [short, rest] = splitSize(size);
    const head = type < 8 ? [(type << 5) | short] : [short, type - 7];
    this.#append(Buffer.from([...head, ...rest]));
  }

  #pointer(offset: number): void {
    const [size, value] = pointerSize(offset);
    const bytes = Buffer.alloc(size + 2);
    bytes.writeUIntBE(size === 3 ? value : value % 2 ** (8 * (size + 1)), 1, size + 1);
    const high = size === 3 ? 0 : Math.floor(value / 2 ** (8 * (size + 1)));
    bytes[0] = (TYPE.pointer << 5) | (size << 3) | high;
    this.#append(bytes);
  }

  #append(bytes: Buffer): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger);
      this.#bytes = larger;
    }
    bytes.copy(this.#bytes, this.#length);
    this.#length = needed;
  }
}

function splitSize(size: number): [number, number[]] {
  if (size < 29) return [size, []];
  if (size < 285) return [29, [size - 29]];
  if (size < 65_821) return [30, [(size - 285) >> 8, (size - 285) & 0xff]];
  const left = size - 65_821;
  if (left >= 1 << 24) throw new RangeError(`Too long for a MaxMind-DB value: ${size}`);
  return [31, [left >> 16, (left >> 8) & 0xff, left & 0xff]];
}

/** Pointers come in four sizes, each starting where the smaller one ends. */
function pointerSize(offset: number): [0 | 1 | 2 | 3, number] {
  if (offset < 2048) return [0, offset];
  if (offset < 526_336) return [1, offset - 2048];
  if (offset < 134_744_064) return [2, offset - 526_336];
  return [3, offset];
}
