import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address that can be looked up, or why it can not. */
export type ReadAddress = { address: string } | { reason: string };

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

/** First numbers of IPv4 addresses that may be special; with every other one, an address is just an address. */
const MAY_BE_SPECIAL = /^(?:0|10|100|127|169|172|192|198|203|22[4-9]|2[3-5]\d)\./;

/**
 * Reads an address as text and takes IPv4 out of the IPv6 forms that wrap it: mapped (RFC 4291), NAT64 (RFC 6052),
 * 6to4 (RFC 3056), Teredo (RFC 4380). Never throws.
 */
export function readAddress(text: string): ReadAddress {
  if (isIPv4(text) && !MAY_BE_SPECIAL.test(text)) return { address: text };
  if (text.length > 64 || !(ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text))) {
    return NOT_AN_ADDRESS;
  }
  let address = ipaddr.process(text);
  if (address.kind() === 'ipv6') address = unwrap(address as ipaddr.IPv6);
  const range = address.range();
  if (range === 'unicast') return { address: address.toString() };
  return { reason: SPECIAL[range] ?? 'The address is reserved for special use.' };
}

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
