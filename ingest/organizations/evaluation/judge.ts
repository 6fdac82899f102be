import type { OrganizationResolver } from '../resolver.ts';
import { addressesOf, type Draw, type Label, readLabels } from './labels.ts';

export interface Judged extends Label {
  /** Whether an organization should be named, and whether one was. */
  namable: boolean;
  named: boolean;
  /** Kind of network that was answered. */
  found: string;
  confidence: 'high' | 'medium' | 'low';
  /** The answer in one line. */
  answer: string;
  reason: string;
}

const NAMABLE: ReadonlySet<string> = new Set(['business', 'education', 'government', 'healthcare']);
const ACCESS: ReadonlySet<string> = new Set(['isp', 'mobile']);
const SHARED: ReadonlySet<string> = new Set(['research', 'vpn']);

/** Kinds of labels that the answer has no word of its own for. */
const ANSWERED_AS: Record<string, string> = { research: 'unknown', personal: 'unknown' };
export const expectedKind = (kind: string): string => ANSWERED_AS[kind] ?? kind;

/** Resolves an address of every labelled network that is announced. */
export async function judge(resolver: OrganizationResolver, file: string): Promise<Judged[]> {
  const labels = await readLabels(file);
  const addresses = await addressesOf(new Set(labels.map(({ asn }) => asn)));
  return labels.flatMap((label): Judged[] => {
    const address = addresses.get(label.asn);
    if (address === undefined) return [];
    const { organization, networkKind, confidence, reason } = resolver.resolve(address);
    return [
      {
        ...label,
        namable: NAMABLE.has(label.kind),
        named: organization !== null,
        found: networkKind,
        confidence,
        answer: organization ? `${organization.name} (${organization.kind})` : networkKind,
        reason,
      },
    ];
  });
}

/** A share with what it is a share of; `share` is 1 where there is nothing to go wrong. */
export interface Share {
  right: number;
  of: number;
  share: number;
}

export const shareOf = <Each>(all: readonly Each[], right: (each: Each) => boolean): Share => {
  const count = all.filter(right).length;
  return { right: count, of: all.length, share: all.length === 0 ? 1 : count / all.length };
};

export interface Summary {
  count: number;
  /** Of the organizations named, how many are. */
  precision: Share;
  /** Of the organizations that could be named, how many were. */
  recall: Share;
  /** Internet providers and mobile carriers that were shown as an organization. */
  accessShown: Share;
  /** Shared research networks, gateways and relays that name nobody. */
  sharedSilent: Share;
}

export function summarize(judged: readonly Judged[]): Summary {
  return {
    count: judged.length,
    precision: shareOf(
      judged.filter(({ named }) => named),
      ({ namable }) => namable,
    ),
    recall: shareOf(
      judged.filter(({ namable }) => namable),
      ({ named }) => named,
    ),
    accessShown: shareOf(
      judged.filter(({ kind }) => ACCESS.has(kind)),
      ({ named }) => named,
    ),
    sharedSilent: shareOf(
      judged.filter(({ kind }) => SHARED.has(kind)),
      ({ named }) => !named,
    ),
  };
}

export const small = ({ drawn }: { drawn: Draw }): boolean => drawn.startsWith('small');
