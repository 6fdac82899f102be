import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Step } from '../step.ts';

/**
 * Brings the address into one spelling: no port, no zone, IPv4 where it is IPv4 in disguise. Which address it
 * is was decided by the connection and the list of trusted proxies, never by the body.
 */
export const clientAddress: Step = (visit) => {
  visit.address = canonicalAddress(visit.address);
  return null;
};

/** '' for anything that is not an address. */
export function canonicalAddress(text: string): string {
  if (isIPv4(text)) return text;
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  const address = bare.split('%')[0] ?? '';
  // Only the usual spellings: `1` or `0x7f.1` are addresses to a C library and to nobody else.
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return address;
  return ipaddr.IPv6.isValid(address) ? ipaddr.process(address).toString() : '';
}
