import ipaddr from 'ipaddr.js';

/** An inclusive range of addresses. */
export type NetworkRange =
  | { family: 4; first: number; last: number }
  | { family: 6; first: bigint; last: bigint };

/**
 * Reads "192.0.2.0/24", "192.0.2.1" or "192.0.2.0-192.0.2.127", IPv4 or IPv6. Null when it is none of them.
 */
export function readNetworkRange(text: string): NetworkRange | null {
  const [from = '', to, rest] = text.split('-').map((part) => part.trim());
  if (rest !== undefined) return null;
  if (to !== undefined) {
    const first = readAddress(from);
    const last = readAddress(to);
    return first && last ? between(first, last) : null;
  }
  const [address = '', length, more] = from.split('/');
  if (more !== undefined) return null;
  const start = readAddress(address);
  if (!start) return null;
  const bits = start.kind() === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  // /0 would be everybody.
  if (prefix < 1 || prefix > bits) return null;
  return block(value(start), prefix, bits);
}

function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : null;
}

const value = (address: ipaddr.IPv4 | ipaddr.IPv6): bigint =>
  address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function between(first: ipaddr.IPv4 | ipaddr.IPv6, last: ipaddr.IPv4 | ipaddr.IPv6): NetworkRange | null {
  if (first.kind() !== last.kind() || value(first) > value(last)) return null;
  if (first.kind() === 'ipv6') return { family: 6, first: value(first), last: value(last) };
  return { family: 4, first: Number(value(first)), last: Number(value(last)) };
}

function block(start: bigint, prefix: number, bits: number): NetworkRange {
  const host = (1n << BigInt(bits - prefix)) - 1n;
  const first = start & ~host;
  const last = first | host;
  return bits === 32 ? { family: 4, first: Number(first), last: Number(last) } : { family: 6, first, last };
}
