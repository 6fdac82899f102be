import { ACCESS_PROVIDERS } from './curated/access-providers.ts';
import { VPN_PROVIDERS, WEB_GATEWAYS } from './curated/gateways.ts';
import { HOSTING_PROVIDERS } from './curated/hosting.ts';
import { MOBILE_CARRIERS } from './curated/mobile-carriers.ts';
import { CONTENT_NETWORKS, RELAYS } from './curated/relays.ts';
import { RESEARCH_NETWORKS } from './curated/research-networks.ts';
import type { HolderKind } from './kinds.ts';

export interface CuratedNetwork {
  kind: HolderKind;
  name: string;
}

/** Networks whose kind we know by AS number. Later tables win over earlier ones. */
export function curatedNetworks(): Map<number, CuratedNetwork> {
  const networks = new Map<number, CuratedNetwork>();
  const tables: [HolderKind, string][] = [
    ['isp', ACCESS_PROVIDERS],
    ['mobile', MOBILE_CARRIERS],
    ['hosting', HOSTING_PROVIDERS],
    ['vpn', VPN_PROVIDERS],
    ['gateway', WEB_GATEWAYS],
    ['content', CONTENT_NETWORKS],
    ['relay', RELAYS],
    ['research', RESEARCH_NETWORKS],
  ];
  for (const [kind, table] of tables) {
    for (const entry of table.split(/[;\n]/)) {
      const [, asn, name] = /^\s*(\d+) (.+?)\s*$/.exec(entry) ?? [];
      if (asn !== undefined && name !== undefined) networks.set(Number(asn), { kind, name });
    }
  }
  return networks;
}
