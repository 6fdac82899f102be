import { readNetworkRange } from '../../../policy/network-range.ts';
import { type MmdbValue, MmdbWriter } from '../compile/mmdb-writer.ts';

/** A database for tests, by our own writer: no maker's data is copied. */
export function fixtureDatabase(options: {
  type: string;
  networks: Readonly<Record<string, MmdbValue>>;
  /** Seconds since the epoch. */
  builtAt?: number;
}): Buffer {
  const writer = new MmdbWriter({
    databaseType: options.type,
    description: 'Made for a test.',
    buildEpoch: options.builtAt ?? 1_780_000_000,
  });
  for (const [network, record] of Object.entries(options.networks)) {
    const range = readNetworkRange(network);
    if (!range) throw new Error(`Not a network: ${network}`);
    if (range.family === 4) writer.addRange4(range.first, range.last, record);
    else writer.addRange6(range.first, range.last, record);
  }
  return writer.toBuffer();
}
