import { setImmediate } from 'node:timers/promises';
import { Reader, type Response } from 'maxmind';
import type { LookupAddress } from '../address.ts';
import { text4, text6 } from '../compile/address-text.ts';
import { GenerationCache } from '../generation-cache.ts';
import { DatabaseError, type HotFile } from './hot-file.ts';

/** Decoded records by their place in the file, of one generation; addresses are not remembered. */
const RECORDS = 40_000;
const PROBES = 2500;
const ENOUGH = 100;
/** Look-ups between two turns of the event loop; less than a millisecond. */
const AT_A_TIME = 100;
const DAY_MS = 86_400_000;

/** How a database is doing, for the operator to see. */
export interface DatabaseStatus {
  file: string;
  loaded: boolean;
  /** As its maker calls it. */
  type: string | null;
  /** ISO 8601. */
  builtAt: string | null;
  ageDays: number | null;
  /** Records that were read while it was checked. */
  probed: number;
  /** Look-ups that failed since it was loaded. */
  failures: number;
  /** Why the file could not be used; the last good copy may still answer. */
  error: string | null;
}

/** One MaxMind-DB file in memory. Nothing reads the disk after it is open. */
export class Database {
  readonly #reader: Reader<Response>;
  readonly probed: number;
  readonly hits: number;
  #failures = 0;

  private constructor(reader: Reader<Response>, probes: { probed: number; hits: number }) {
    this.#reader = reader;
    this.probed = probes.probed;
    this.hits = probes.hits;
  }

  /**
   * @param isRecord Whether a record is of the expected form; asked for some records of the file.
   * @throws DatabaseError when the content is damaged or something else
   */
  static async read(content: Buffer, isRecord: (record: unknown) => boolean): Promise<Database> {
    if (content.length === 0) throw new DatabaseError('it is empty');
    const reader = openReader(content);
    return new Database(reader, await probe(reader, isRecord));
  }

  /** Never throws: a damaged spot in the file is no evidence of anything. */
  get(address: LookupAddress): unknown {
    if (address.v4 === null && this.#reader.metadata.ipVersion === 4) return null;
    try {
      return this.#reader.get(address.text);
    } catch {
      this.#failures += 1;
      return null;
    }
  }

  get type(): string {
    return this.#reader.metadata.databaseType;
  }

  get builtAt(): Date {
    return this.#reader.metadata.buildEpoch;
  }

  get nodeCount(): number {
    return this.#reader.metadata.nodeCount;
  }

  get failures(): number {
    return this.#failures;
  }
}

/** Why a new version of a database is more likely an accident than an update. A restart takes it all the same. */
export function refuseUpdate(next: Database, current: Database): string | null {
  if (next.type !== current.type) return `it is another type of database (${next.type}) than before`;
  if (next.builtAt.getTime() < current.builtAt.getTime()) return 'it is older than the one in use';
  if (next.nodeCount < current.nodeCount / 2) return 'it is less than half of the one in use';
  return null;
}

export function databaseStatus({ file, content, error }: HotFile<Database>, now: number): DatabaseStatus {
  return {
    file,
    loaded: content !== null,
    type: content?.type ?? null,
    builtAt: content?.builtAt.toISOString() ?? null,
    ageDays: content ? Math.max(0, Math.floor((now - content.builtAt.getTime()) / DAY_MS)) : null,
    probed: content?.probed ?? 0,
    failures: content?.failures ?? 0,
    error,
  };
}

function openReader(content: Buffer): Reader<Response> {
  let reader: Reader<Response>;
  try {
    reader = new Reader<Response>(content, { cache: new GenerationCache<string | number, object>(RECORDS) });
  } catch {
    throw new DatabaseError('it is no MaxMind-DB file, or a damaged one');
  }
  const { databaseType, nodeCount, searchTreeSize, ipVersion, buildEpoch } = reader.metadata;
  const sound =
    typeof databaseType === 'string' &&
    Number.isInteger(nodeCount) &&
    nodeCount > 0 &&
    searchTreeSize < content.length &&
    (ipVersion === 4 || ipVersion === 6) &&
    !Number.isNaN(buildEpoch.getTime());
  if (!sound) throw new DatabaseError('its description of itself is damaged');
  return reader;
}

/**
 * Looks up addresses all over the file, a few at a time, so that visits are answered in between. A file that was cut
 * off or damaged in the middle opens without complaint; this finds it.
 *
 * @throws DatabaseError when a look-up fails or no record is of the expected form
 */
async function probe(
  reader: Reader<Response>,
  isRecord: (record: unknown) => boolean,
): Promise<{ probed: number; hits: number }> {
  const result = { probed: 0, hits: 0 };
  let known = 0;
  const six = reader.metadata.ipVersion === 6;
  const walk = async (addresses: Iterator<string, void, number>): Promise<void> => {
    let length = 0;
    for (let steps = 0; steps < PROBES; steps += 1) {
      const { value: address } = addresses.next(length);
      if (typeof address !== 'string') return;
      let record: unknown;
      try {
        [record, length] = reader.getWithPrefixLength(address);
      } catch {
        throw new DatabaseError('it is damaged: a record can not be read');
      }
      result.probed += 1;
      if (record !== null) result.hits += 1;
      if (record !== null && isRecord(record)) known += 1;
      if (steps % AT_A_TIME === 0) await setImmediate();
    }
  };

  await walk(scattered4());
  if (six) await walk(scattered6());
  // A small database may be hit by few of them: go from block to block.
  if (result.hits < ENOUGH || known === 0) await walk(blocks4());
  if ((result.hits < ENOUGH || known === 0) && six) await walk(blocks6());
  if (result.hits === 0) throw new DatabaseError('it holds no record');
  if (known === 0) {
    throw new DatabaseError(`it says nothing about organizations (${reader.metadata.databaseType})`);
  }
  return result;
}

function* scattered4(): Generator<string, void, number> {
  for (const random = numbers(); ; ) yield text4(random());
}

function* scattered6(): Generator<string, void, number> {
  for (const random = numbers(); ; ) yield text6(randomUnicast6(random));
}

/** The first address of each block; hears how long the prefix of the one before was. */
function* blocks4(): Generator<string, void, number> {
  for (let address = 0; address < 2 ** 32; ) {
    const length = yield text4(address);
    // Prefix lengths may be counted from ::/96 or from the IPv4 root.
    address += 2 ** (32 - Math.min(32, Math.max(1, length > 32 ? length - 96 : length)));
  }
}

/** Global unicast only, 2000::/3. */
function* blocks6(): Generator<string, void, number> {
  for (let address = 1n << 125n; address < 1n << 126n; ) {
    const length = yield text6(address);
    address += 1n << BigInt(128 - Math.min(128, Math.max(1, length)));
  }
}

/** The same addresses every time, so that two versions of a file can be compared. xorshift32. */
function numbers(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function randomUnicast6(random: () => number): bigint {
  const high = (BigInt(random()) << 32n) | BigInt(random());
  return (((1n << 61n) | (high >> 3n)) << 64n) | (BigInt(random()) << 32n);
}
