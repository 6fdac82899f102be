import ipaddr from 'ipaddr.js';

/** An address that can be looked up. */
export interface LookupAddress {
  /** As readers want it. */
  text: string;
  /** As a 32-bit integer; null for IPv6. */
  v4: number | null;
}

/** An address that can be looked up, or why it can not. */
export type ReadAddress = LookupAddress | { reason: string };

const NOT_AN_ADDRESS = { reason: 'There is no address to look up.' };

/** Ranges of ipaddr.js that are no organization's, in words. */
const SPECIAL: Record<string, string> = {
  private: 'The address belongs to a private network.',
  loopback: 'The address is this machine itself.',
  linkLocal: 'The address is valid on one link only.',
  uniqueLocal: 'The address belongs to a private network.',
  carrierGradeNat: 'The address is shared by customers of an internet provider.',
  multicast: 'The address is a multicast group.',
  broadcast: 'The address is a broadcast.',
  unspecified: 'The address is empty.',
};

/** First octets below which there is a range for special use. */
const MAYBE_SPECIAL = new Set([0, 10, 100, 127, 169, 172, 192, 198, 203]);

/**
 * Reads an address as text and takes IPv4 out of the IPv6 forms that wrap it: mapped (RFC 4291), NAT64 (RFC 6052),
 * 6to4 (RFC 3056), Teredo (RFC 4380). Never throws.
 */
export function readAddress(text: string): ReadAddress {
  const plain = readPlain4(text);
  if (plain !== null) return { text, v4: plain };
  if (isPlain6(text)) return { text, v4: null };
  if (
    text.length > 64 ||
    text.includes('%') ||
    !(ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text))
  ) {
    return NOT_AN_ADDRESS;
  }
  let address = ipaddr.process(text);
  if (address.kind() === 'ipv6') address = unwrap(address as ipaddr.IPv6);
  const range = address.range();
  if (range !== 'unicast') return { reason: SPECIAL[range] ?? 'The address is reserved for special use.' };
  return { text: address.toString(), v4: address.kind() === 'ipv4' ? number4(address.toByteArray()) : null };
}

/** Most addresses: dotted IPv4 in a range without special use. Null for everything else. */
function readPlain4(text: string): number | null {
  if (text.length < 7 || text.length > 15) return null;
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 46) {
      if (digits === 0 || dots === 3) return null;
      if (dots === 0 && (octet >= 224 || MAYBE_SPECIAL.has(octet))) return null;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots += 1;
    } else {
      if (code < 48 || code > 57 || (digits > 0 && octet === 0)) return null;
      octet = octet * 10 + code - 48;
      digits += 1;
      if (octet > 255) return null;
    }
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : null;
}

/**
 * Most IPv6 addresses: 2000::/3 without the blocks below 2001:200:: and 2001:db8::/32, which have special uses, and
 * without 6to4. Whatever is not surely one of them takes the long way.
 */
function isPlain6(text: string): boolean {
  if (text.length > 39 || !PLAIN6.test(text)) return false;
  const gap = text.indexOf('::');
  if (text.endsWith(':') && gap !== text.length - 2) return false;
  const groups = text.split(':').length;
  if (gap < 0 ? groups !== 8 : groups > 8 || text.indexOf('::', gap + 1) >= 0) return false;
  if (text.startsWith('2002:') || text.startsWith('3fff:')) return false;
  if (!text.startsWith('2001:')) return true;
  const second = Number.parseInt(text.slice(5, 9), 16);
  return second >= 0x200 && second !== 0xdb8;
}

const PLAIN6 = /^[23][0-9a-f]{3}:[0-9a-f]{1,4}:(?:[0-9a-f]{0,4}:){0,5}[0-9a-f]{0,4}$/;

function unwrap(address: ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  const bytes = address.toByteArray();
  switch (address.range()) {
    case 'rfc6052':
      return new ipaddr.IPv4(bytes.slice(12));
    case '6to4':
      return new ipaddr.IPv4(bytes.slice(2, 6));
    case 'teredo':
      // The client's address is stored inverted.
      return new ipaddr.IPv4(bytes.slice(12).map((byte) => byte ^ 255));
    default:
      return address;
  }
}

const number4 = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number =>
  ((a * 256 + b) * 256 + c) * 256 + d;

/** The address as an integer of 128 bits; null for IPv4. */
export function number6({ text, v4 }: LookupAddress): bigint | null {
  if (v4 !== null) return null;
  return ipaddr.IPv6.parse(text).parts.reduce((sum, part) => (sum << 16n) | BigInt(part), 0n);
}
