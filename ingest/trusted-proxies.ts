import { BlockList, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';

/** Proxies are few, and each request comes through one. */
const REMEMBERED = 1000;

/** Tells addresses of trusted proxies, given as CIDRs. Only proxies are remembered, never a visitor. */
export function trustedProxies(cidrs: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const cidr of cidrs) {
    const [network, length] = ipaddr.parseCIDR(cidr);
    trusted.addSubnet(network.toString(), length, network.kind());
  }
  const known = new LRUCache<string, true>({ max: REMEMBERED });
  return (address) => {
    if (known.has(address)) return true;
    if (!trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')) return false;
    known.set(address, true);
    return true;
  };
}
