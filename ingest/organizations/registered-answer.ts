import { type HolderKind, isOrganizationKind, networkKind } from './classify/kinds.ts';
import type { NetworkRecord } from './record.ts';
import { type Confidence, nobody, type Resolution } from './resolution.ts';

/** What the registration of a network says by itself, without anything of the operator's. */
export interface RegisteredAnswer {
  readonly kind: HolderKind;
  readonly asn: number;
  readonly name: string;
  readonly resolution: Resolution;
}

/** Whether this is a record of the compiled table. */
export function isNetworkRecord(record: unknown): record is NetworkRecord {
  return typeof record === 'object' && record !== null && 'k' in record && typeof record.k === 'string';
}

export function registeredAnswer(record: NetworkRecord): RegisteredAnswer {
  return { kind: record.k, asn: record.a, name: record.n ?? '', resolution: resolutionOf(record) };
}

function resolutionOf({ k, n, i, c, y, f, a, l, b }: NetworkRecord): Resolution {
  const country = y ?? '';
  const says = `announced by AS${a}${n === undefined ? '' : ` (${n})`}${b === undefined ? '' : `, ${SETTLED_BY[b]}`}`;
  const evidence = [{ source: 'registration', says, weight: f }] as const;
  if (i === undefined || n === undefined || f === 'low' || !isOrganizationKind(k)) {
    return nobody(whyNobody(k, n), {
      networkKind: networkKind(k),
      confidence: f,
      country,
      evidence,
      ...(SHARED.has(k) ? { shared: true } : {}),
    });
  }
  const legalForm = l === undefined ? {} : { legalForm: l };
  return {
    organization: { id: i, name: n, domain: '', country: c ?? '', kind: k, confidence: f, ...legalForm },
    networkKind: k,
    confidence: f,
    country,
    eligible: true,
    reason: `The network is registered to ${n}.`,
    evidence,
    excluded: null,
  };
}

const SHARED: ReadonlySet<HolderKind> = new Set(['research', 'gateway', 'relay', 'content']);

const SETTLED_BY = {
  number: 'known by its number',
  name: 'known by its name',
  words: 'told by the words of its name',
  plan: 'told by what it announces',
} as const;

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

export function whyNobody(kind: HolderKind, name: string | undefined): string {
  const what = HIDDEN[kind];
  if (what) {
    return `${name || 'The network'} ${what}: the visitor's own organization is not visible from this address.`;
  }
  if (kind === 'personal') return 'The network belongs to a person, and people are never named.';
  return 'The holder of the network can not be told with confidence.';
}

export const weaker = (one: Confidence, other: Confidence): Confidence =>
  RANK[one] <= RANK[other] ? one : other;
const RANK: Record<Confidence, number> = { low: 0, medium: 1, high: 2 };
