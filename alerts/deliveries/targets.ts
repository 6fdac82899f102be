import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** An address as `dns.lookup` gives it. */
export interface Address {
  address: string;
  family: number;
}

export type Resolve = (host: string) => Promise<readonly Address[]>;

export type TargetCode = 'target_not_url' | 'target_needs_https' | 'target_private' | 'target_unknown';

/** An address that nothing is sent to; the message says why. */
export class TargetError extends Error {
  readonly code: TargetCode;
  constructor(code: TargetCode, message: string) {
    super(message);
    this.name = 'TargetError';
    this.code = code;
  }
}

/** Where a request may go: the address that was checked is the address to connect to. */
export interface CheckedTarget {
  url: URL;
  addresses: readonly Address[];
}

export interface Targets {
  /** @throws TargetError when nothing may be sent there */
  check(text: string): Promise<CheckedTarget>;
}

const machineResolve: Resolve = (host) => lookup(host, { all: true });

/**
 * Keeps requests out of the network that Clearpane runs in. Only public addresses over TLS are reached, unless the
 * operator lists the host, or a network that holds all its addresses.
 */
export function openTargets(allowed: readonly string[], resolve: Resolve = machineResolve): Targets {
  const networks = allowed.filter((part) => part.includes('/')).map((part) => ipaddr.parseCIDR(part));
  const hosts = new Set(allowed.filter((part) => !part.includes('/')));
  const listed = ({ address }: Address): boolean => {
    const parsed = ipaddr.process(address);
    return networks.some(
      ([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits),
    );
  };

  return {
    check: async (text) => {
      const url = readUrl(text);
      // Brackets belong to the address in a URL only; a dot at the end names the same host.
      const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
      const addresses = await addressesOf(host, resolve);
      const own = hosts.has(host) || addresses.every(listed);
      if (!own && !addresses.every((each) => listed(each) || isPublic(each.address))) {
        throw new TargetError(
          'target_private',
          `${host} lies in a private network. An operator can allow it by CLEARPANE_PRIVATE_TARGETS.`,
        );
      }
      if (!own && url.protocol !== 'https:') {
        throw new TargetError('target_needs_https', 'Use an https address: alerts name organizations.');
      }
      return { url, addresses };
    },
  };
}

/** Whether the whole world may have this address. */
export function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // An IPv4 address within an IPv6 one is what is connected to.
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  // Of IPv6, only 2000::/3 was ever given out.
  return address.kind() === 'ipv4' || address.match(ipaddr.parse('2000::'), 3);
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new TargetError('target_not_url', 'Give an https address.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new TargetError('target_not_url', 'Leave name and password out of the address.');
  }
  return url;
}

async function addressesOf(host: string, resolve: Resolve): Promise<readonly Address[]> {
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) throw new TargetError('target_unknown', `There is no address of ${host}.`);
  return addresses;
}
