import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { type AsnResponse, Reader } from 'maxmind';
import type { EventOrganization, NetworkKind } from '../../policy/event.ts';
import { readAddress } from './address.ts';
import { type HolderKind, isOrganizationKind, networkKind } from './classify/kinds.ts';
import type { NetworkRecord } from './record.ts';

/** What an address says about who is visiting. */
export interface Resolution {
  /** Only of a business, school, public body or hospital, and only with confidence. */
  organization: EventOrganization | null;
  networkKind: NetworkKind;
  confidence: 'high' | 'medium' | 'low';
  /** ISO 3166-1 alpha-2 of the network, or ''. */
  country: string;
  /** Evidence of a corporate or public body. */
  eligible: boolean;
  /** One plain sentence. */
  reason: string;
  /** In plain words, never the address. */
  evidence: string[];
}

export interface OrganizationResolver {
  /** Never throws. */
  resolve(address: string): Resolution;
  status(): { file: string; loaded: boolean; builtAt: string | null; error?: string };
}

/**
 * Opens the compiled table. Without a readable one the resolver answers "unknown" for everything, and its status
 * says why: a missing file must not stop events.
 */
export async function openOrganizations(options: { directory: string }): Promise<OrganizationResolver> {
  const file = join(options.directory, 'organizations.mmdb');
  try {
    const reader = new Reader<AsnResponse>(await readFile(file), {
      // Decoded records by their place in the file; addresses are not remembered.
      cache: new LRUCache<string | number, object>({ max: 100_000 }),
    });
    const builtAt = reader.metadata.buildEpoch.toISOString();
    return {
      resolve: (address) => resolve(reader, address),
      status: () => ({ file, loaded: true, builtAt }),
    };
  } catch (cause) {
    const error = (cause as Error).message;
    return {
      resolve: () => nobody('The network table could not be read.'),
      status: () => ({ file, loaded: false, builtAt: null, error }),
    };
  }
}

function resolve(reader: Reader<AsnResponse>, text: string): Resolution {
  const read = readAddress(text);
  if ('reason' in read) return nobody(read.reason);
  let record: NetworkRecord | null;
  try {
    record = reader.get(read.address) as unknown as NetworkRecord | null;
  } catch {
    // A damaged spot in the file is no evidence of anything.
    record = null;
  }
  if (!record || typeof record.k !== 'string') return nobody('Nobody announces this network.');
  return fromRecord(record);
}

function fromRecord({ k, n, i, c, y, f, a }: NetworkRecord): Resolution {
  const country = y ?? '';
  const evidence = [`announced by AS${a}${n === undefined ? '' : ` (${n})`}`];
  if (i === undefined || n === undefined || f === 'low' || !isOrganizationKind(k)) {
    return {
      ...nobody(whyNot(k, n)),
      networkKind: networkKind(k),
      confidence: f,
      country,
      evidence,
    };
  }
  return {
    organization: { id: i, name: n, domain: '', country: c ?? '', kind: k, confidence: f },
    networkKind: k,
    confidence: f,
    country,
    eligible: true,
    reason: `The network is registered to ${n}.`,
    evidence,
  };
}

const HIDDEN: Partial<Record<HolderKind, string>> = {
  isp: 'is an internet provider',
  mobile: 'is a mobile carrier',
  hosting: 'hosts machines for others',
  vpn: 'is a VPN',
  gateway: 'is a web gateway for staff of many firms',
  relay: 'is a relay that hides where its users come from',
  content: 'delivers content for others and relays traffic of people',
  research: 'is a research network that many institutions share',
};

function whyNot(kind: HolderKind, name: string | undefined): string {
  const what = HIDDEN[kind];
  if (what) {
    return `${name ?? 'The network'} ${what}: the visitor's own organization is not visible from this address.`;
  }
  if (kind === 'personal') return 'The network belongs to a person, and people are never named.';
  return 'The holder of the network can not be told with confidence.';
}

function nobody(reason: string): Resolution {
  return {
    organization: null,
    networkKind: 'unknown',
    confidence: 'low',
    country: '',
    eligible: false,
    reason,
    evidence: [],
  };
}
