import ipaddr from 'ipaddr.js';

/** A real network, as the network table has it. */
export interface DemoNetwork {
  /** First address. */
  address: string;
  prefixLength: number;
  name: string;
  kind: string;
  country: string;
}

/**
 * Networks whose visits may open windows; the others are the noise of every site. Where the country is not known, every
 * law applies, and in Canada perhaps Quebec's: there the demo's policy counts and names nobody.
 */
export const namesOrganization = ({ kind, country }: DemoNetwork): boolean =>
  ['business', 'education', 'government', 'healthcare'].includes(kind) && !['', 'CA'].includes(country);

/** Some address of a network. `random` gives numbers from 0 to 1, 1 excluded. */
export function addressIn(network: DemoNetwork, random: () => number): string {
  const address = ipaddr.parse(network.address);
  const bytes = address.toByteArray();
  const host = bytes.length * 8 - network.prefixLength;
  // Twenty bits of choice are plenty, and stay exact in a double.
  let choice = Math.floor(random() * 2 ** Math.min(host, 20));
  for (let index = bytes.length - 1; choice > 0 && index >= 0; index -= 1) {
    bytes[index] = (bytes[index] ?? 0) | (choice & 255);
    choice >>>= 8;
  }
  return ipaddr.fromByteArray(bytes).toString();
}
