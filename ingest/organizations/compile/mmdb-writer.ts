import { MmdbDataSection, type MmdbValue } from './mmdb-data.ts';
import { type AddressWords, PrefixTree } from './prefix-tree.ts';
import { prefixesOfRange4, prefixesOfRange6 } from './ranges.ts';

export type { MmdbValue } from './mmdb-data.ts';

export interface MmdbMetadata {
  databaseType: string;
  /** One English sentence. */
  description: string;
  /** Seconds since the epoch. */
  buildEpoch: number;
}

const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const DATA_SEPARATOR = Buffer.alloc(16);

/**
 * Writes MaxMind-DB files, format 2.0 (https://maxmind.github.io/MaxMind-DB/), for IPv4 and IPv6 in one tree.
 * The same object is written once: pass the same object for the same record.
 */
export class MmdbWriter {
  readonly #tree = new PrefixTree();
  readonly #records: MmdbValue[] = [];
  readonly #numbers = new Map<MmdbValue, number>();
  readonly #metadata: MmdbMetadata;

  constructor(metadata: MmdbMetadata) {
    this.#metadata = metadata;
  }

  /** Adds an inclusive range of IPv4 addresses as 32-bit integers. Later ranges win. */
  addRange4(first: number, last: number, record: MmdbValue): void {
    const number = this.#number(record);
    for (const { start, length } of prefixesOfRange4(first, last)) {
      this.#tree.insert([0, 0, 0, start], length + 96, number);
    }
  }

  /** Adds an inclusive range of IPv6 addresses as 128-bit integers. Later ranges win. */
  addRange6(first: bigint, last: bigint, record: MmdbValue): void {
    const number = this.#number(record);
    for (const { start, length } of prefixesOfRange6(first, last)) {
      this.#tree.insert(words(start), length, number);
    }
  }

  #number(record: MmdbValue): number {
    const known = this.#numbers.get(record);
    if (known !== undefined) return known;
    const number = this.#records.length;
    this.#records.push(record);
    this.#numbers.set(record, number);
    return number;
  }

  toBuffer(): Buffer {
    const data = new MmdbDataSection();
    const offsets = this.#records.map((record) => data.add(record));
    const tree = this.#tree.compact();
    const nodeCount = tree.length / 2;
    const recordSize = sizeFor(nodeCount + DATA_SEPARATOR.length + data.length);
    const value = (child: number): number => {
      if (child >= 0) return child;
      return child === -1 ? nodeCount : nodeCount + DATA_SEPARATOR.length + (offsets[-2 - child] ?? 0);
    };

    const nodeBytes = recordSize / 4;
    const search = Buffer.alloc(nodeCount * nodeBytes);
    for (let node = 0; node < nodeCount; node += 1) {
      const left = value(tree[2 * node] ?? -1);
      const right = value(tree[2 * node + 1] ?? -1);
      writeNode(search, node * nodeBytes, recordSize, left, right);
    }

    const metadata = new MmdbDataSection();
    metadata.addInPlace({
      binary_format_major_version: 2,
      binary_format_minor_version: 0,
      build_epoch: BigInt(this.#metadata.buildEpoch),
      database_type: this.#metadata.databaseType,
      description: { en: this.#metadata.description },
      ip_version: 6,
      languages: ['en'],
      node_count: nodeCount,
      record_size: recordSize,
    });
    return Buffer.concat([search, DATA_SEPARATOR, data.toBuffer(), METADATA_MARKER, metadata.toBuffer()]);
  }
}

function words(address: bigint): AddressWords {
  const word = (shift: bigint): number => Number((address >> shift) & 0xffff_ffffn);
  return [word(96n), word(64n), word(32n), word(0n)];
}

function sizeFor(largest: number): 24 | 28 | 32 {
  if (largest < 2 ** 24) return 24;
  return largest < 2 ** 28 ? 28 : 32;
}

function writeNode(buffer: Buffer, at: number, size: 24 | 28 | 32, left: number, right: number): void {
  if (size === 24) {
    buffer.writeUIntBE(left, at, 3);
    buffer.writeUIntBE(right, at + 3, 3);
  } else if (size === 28) {
    // The middle byte holds the top four bits of both.
    buffer.writeUIntBE(left & 0xff_ffff, at, 3);
    buffer[at + 3] = ((left >>> 24) << 4) | (right >>> 24);
    buffer.writeUIntBE(right & 0xff_ffff, at + 4, 3);
  } else {
    buffer.writeUInt32BE(left, at);
    buffer.writeUInt32BE(right, at + 4);
  }
}
