import { type Holder, isShown } from '../classify/classify-holder.ts';
import type { NetworkRecord } from '../record.ts';
import { classifyHolders } from './holders.ts';
import { MmdbWriter } from './mmdb-writer.ts';
import { readCountries } from './read-countries.ts';
import { readNetworks } from './read-networks.ts';
import { type RegisterCount, registerCounts } from './register.ts';
import { type SampleNetwork, Samples } from './samples.ts';
import { splitByCountry } from './split-by-country.ts';

/** Files that a table is compiled from. */
export interface TableSources {
  /** Announced ranges as CSV: first, last, AS number, name; addresses as integers. */
  ipv4: string;
  ipv6: string;
  /** Countries of networks, a MaxMind-DB file. */
  countries: string;
}

export interface CompiledTable {
  table: Buffer;
  samples: SampleNetwork[];
  register: RegisterCount[];
  /** Autonomous systems and ranges that were read. */
  holders: number;
  ranges: number;
}

/**
 * Compiles announced networks, their countries and our own tables into one file that answers "whose address is
 * this?", and a list of networks for demo visits.
 *
 * @param builtAt Seconds since the epoch; the day of the data, not of the compilation.
 * @throws when the source data have another form than expected
 */
export async function compileTable(sources: TableSources, builtAt: number): Promise<CompiledTable> {
  const networks = await readNetworks(sources);
  const countries = await readCountries(sources.countries);
  const holders = classifyHolders(networks, countries);

  const writer = new MmdbWriter({
    databaseType: 'Clearpane-Organizations',
    description: 'Networks and the organizations that hold them',
    buildEpoch: builtAt,
  });
  const samples = new Samples();
  const records = recordMaker(
    holders,
    networks.holders.map(({ asn }) => asn),
  );
  splitByCountry(
    networks.ipv4,
    countries.ipv4,
    (address) => address + 1,
    (address) => address - 1,
    (first, last, index, country) => {
      writer.addRange4(first, last, records(index, country));
      const holder = holders[index];
      if (holder) samples.add4(holder, first, last, country);
    },
  );
  splitByCountry(
    networks.ipv6,
    countries.ipv6,
    (address) => address + 1n,
    (address) => address - 1n,
    (first, last, index, country) => {
      writer.addRange6(first, last, records(index, country));
      const holder = holders[index];
      if (holder) samples.add6(holder, first, last, country);
    },
  );

  return {
    table: writer.toBuffer(),
    samples: samples.toList(),
    register: registerCounts(holders),
    holders: networks.holders.length,
    ranges: networks.ipv4.first.length + networks.ipv6.first.length,
  };
}

/** One record object for each holder and country: the writer stores the same object once. */
function recordMaker(holders: readonly Holder[], asns: readonly number[]) {
  const made = new Map<string, Record<string, string | number>>();
  return (index: number, country: string): Record<string, string | number> => {
    const key = `${index} ${country}`;
    const known = made.get(key);
    if (known) return known;
    const holder = holders[index];
    if (!holder) throw new Error('A network without a holder.');
    const record: NetworkRecord = {
      k: holder.kind,
      f: holder.confidence,
      a: asns[index] ?? 0,
      b: holder.by,
      // The names of people who run a network are nobody's business.
      ...(holder.name !== '' && holder.kind !== 'personal' ? { n: holder.name } : {}),
      ...(isShown(holder) ? { i: holder.id, c: holder.country } : {}),
      ...(isShown(holder) && holder.legalForm !== '' ? { l: holder.legalForm } : {}),
      ...(country !== '' ? { y: country } : {}),
    };
    const plain = { ...record };
    made.set(key, plain);
    return plain;
  };
}
