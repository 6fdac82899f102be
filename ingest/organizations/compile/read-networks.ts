import { readFile } from 'node:fs/promises';

/** Address ranges in columns, sorted, inclusive; `holders` points into the list of autonomous systems. */
export interface RangeColumns<Address extends number | bigint> {
  first: Address[];
  last: Address[];
  holders: number[];
}

export interface Holder {
  asn: number;
  /** As the registries spell it. */
  name: string;
}

export interface Networks {
  holders: Holder[];
  ipv4: RangeColumns<number>;
  ipv6: RangeColumns<bigint>;
}

/**
 * Reads the announced ranges of `@ip-location-db/asn` (CSV: first, last, AS number, name; addresses as integers).
 *
 * @throws when a line has another form: better no database than one that is half right.
 */
export async function readNetworks(files: { ipv4: string; ipv6?: string }): Promise<Networks> {
  const holders: Holder[] = [];
  const indexes = new Map<number, number>();
  const holder = (asn: number, name: string): number => {
    const known = indexes.get(asn);
    if (known !== undefined) return known;
    indexes.set(asn, holders.length);
    holders.push({ asn, name });
    return holders.length - 1;
  };
  const ipv4 = columns(await readFile(files.ipv4, 'utf8'), Number, holder);
  const ipv6 = columns(files.ipv6 === undefined ? '' : await readFile(files.ipv6, 'utf8'), BigInt, holder);
  return { holders, ipv4, ipv6 };
}

function columns<Address extends number | bigint>(
  text: string,
  address: (digits: string) => Address,
  holder: (asn: number, name: string) => number,
): RangeColumns<Address> {
  const result: RangeColumns<Address> = { first: [], last: [], holders: [] };
  const line = /^(\d+),(\d+),(\d+),(?:"((?:[^"]|"")*)"|([^\n\r]*))$/;
  for (const each of text.split('\n')) {
    if (each === '') continue;
    const [, first, last, asn, quoted, plain] = line.exec(each.trimEnd()) ?? [];
    if (first === undefined || last === undefined || asn === undefined) {
      throw new Error(`Not a line of the network table: ${each.slice(0, 80)}`);
    }
    result.first.push(address(first));
    result.last.push(address(last));
    result.holders.push(holder(Number(asn), quoted?.replaceAll('""', '"') ?? plain ?? ''));
  }
  return result;
}
