/** What can be seen of a network from the outside: how much it announces, and where. */
export interface AddressPlan {
  asn: number;
  /** IPv4 addresses announced. */
  addresses4: number;
  /** Ranges of IPv4 announced. */
  ranges4: number;
  /** Prefix length of the largest IPv6 block announced; null without IPv6. */
  largest6: number | null;
  /** Blocks of IPv6 announced. */
  blocks6: number;
  /** ISO 3166-1 alpha-2 where most of it is, or ''. */
  country: string;
}

/** Registries differ in who gets an autonomous system, and in what a name looks like. */
export type Region =
  | 'northAmerica'
  | 'westernEurope'
  | 'pacific'
  | 'mostlyAccess'
  | 'nearlyAllAccess'
  | 'none'
  | 'other';

const REGIONS: Record<Exclude<Region, 'none' | 'other'>, ReadonlySet<string>> = {
  northAmerica: new Set('US CA PR BM JM BB BS'.split(' ')),
  westernEurope: new Set('GB DE FR NL BE LU CH AT SE NO DK FI IE IS ES PT IT'.split(' ')),
  pacific: new Set('AU NZ JP KR SG HK TW'.split(' ')),
  // Where most, and where nearly all, small networks sell access.
  mostlyAccess: new Set('PK IR PH UA RU KZ NG KE'.split(' ')),
  nearlyAllAccess: new Set('BR AR BD VE PY DO HN GT NI SV CR EC BO PE CO CL MX IN ID'.split(' ')),
};

export function regionOf(country: string): Region {
  if (country === '') return 'none';
  for (const [region, countries] of Object.entries(REGIONS)) {
    if (countries.has(country)) return region as Exclude<Region, 'none' | 'other'>;
  }
  return 'other';
}

/** The last autonomous system numbers of the years in which a number meant an enterprise of some size. */
const OLD = 35_000;

/** The plan as yes-or-no features, whose weights `firm-odds.ts` holds. */
export function planFeatures({
  asn,
  addresses4,
  ranges4,
  largest6,
  blocks6,
  country,
}: AddressPlan): string[] {
  const region = regionOf(country);
  const home = region === 'northAmerica' ? 'northAmerica' : 'elsewhere';
  const features = [`region ${region}`, `size ${sizeOf(addresses4)}`];
  if (largest6 === null) features.push(`no IPv6, ${home}`);
  else features.push(`IPv6 ${blockOf(largest6)}, ${home}`);
  if (blocks6 > 3) features.push('many IPv6 blocks');
  if (ranges4 >= 16) features.push('many IPv4 ranges');
  if (asn < OLD) features.push(`old, ${home}`);
  // Given out whole, in the years when a university or a corporation got 65,536 addresses.
  if (addresses4 >= 65_536 && ranges4 <= 4) features.push('a whole class B');
  return features;
}

function sizeOf(addresses: number): string {
  for (const limit of [256, 512, 1024, 4096, 16_384, 65_535, 140_000]) {
    if (addresses <= limit) return `to ${limit}`;
  }
  return 'above 140000';
}

/** Registries give /32 and more to providers, /48 to firms. */
function blockOf(length: number): string {
  if (length >= 44) return 'to /44';
  if (length > 32) return 'to /33';
  return length === 32 ? '/32' : 'above /32';
}
