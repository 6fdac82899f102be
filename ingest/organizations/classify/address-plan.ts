/** What can be seen of a network from the outside: how much it announces, and where. */
export interface AddressPlan {
  asn: number;
  /** IPv4 addresses announced. */
  addresses4: number;
  /** Ranges of IPv4 announced. */
  ranges4: number;
  /** Prefix length of the largest IPv6 block announced; null without IPv6. */
  largest6: number | null;
  /** ISO 3166-1 alpha-2 where most of it is, or ''. */
  country: string;
}

/** Countries where firms often run an AS of their own. */
const FIRMS_OFTEN = new Set('US CA'.split(' '));
const FIRMS_SOMETIMES = new Set(
  'GB DE FR NL BE LU CH AT SE NO DK FI IE IS ES PT IT JP KR AU NZ SG TW HK IL'.split(' '),
);
const MIXED = new Set('PL CZ SK HU RO BG SI HR LT LV EE GR CY MT TR AE SA QA KW BH ZA CN TH MY'.split(' '));
/** Countries where nearly every small network sells access. */
const ACCESS_NEARLY_ALWAYS = new Set('BR AR BD VE PY DO HN GT NI SV CR EC BO PE CO CL'.split(' '));

/**
 * How far a network's address plan speaks for a firm that uses its addresses itself (above 0) or for somebody who
 * hands them out (below 0). Registries give /32 and more of IPv6 to providers, /48 to firms; rough log-odds.
 */
export function firmPrior({ asn, addresses4, ranges4, largest6, country }: AddressPlan): number {
  let odds = countryOdds(country);
  const arin = FIRMS_OFTEN.has(country);
  if (largest6 === null) odds += addresses4 > 0 ? 0.8 : 0;
  else if (largest6 >= 44) odds += 0.6;
  else if (largest6 <= 32) odds -= arin ? 1.6 : 1.4;
  if (largest6 !== null && largest6 <= 31) odds -= 0.4;
  // A number given out long ago, without IPv6 to this day: an enterprise, not a provider.
  if (arin && asn < 35_000 && largest6 === null) odds += 0.7;
  if (addresses4 > 0 && addresses4 <= 512 && ranges4 <= 2) odds += 0.3;
  if (addresses4 >= 8192 && addresses4 < 65_536) odds -= 0.4;
  if (ranges4 >= 16) odds -= 0.4;
  return odds;
}

function countryOdds(country: string): number {
  if (FIRMS_OFTEN.has(country)) return 0.8;
  if (FIRMS_SOMETIMES.has(country)) return 0.3;
  if (MIXED.has(country)) return -0.5;
  if (ACCESS_NEARLY_ALWAYS.has(country)) return -3;
  // No country is known for the network: nothing to go by.
  return country === '' ? -0.3 : -1.8;
}
