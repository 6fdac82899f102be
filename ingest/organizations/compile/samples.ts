import type { Holder } from '../classify/classify-holder.ts';
import { isShown } from '../classify/classify-holder.ts';
import { networkKind } from '../classify/kinds.ts';
import { text4, text6 } from './address-text.ts';

/** A network to visit a demo site from. */
export interface SampleNetwork {
  address: string;
  prefixLength: number;
  name: string;
  kind: string;
  country: string;
}

/** How many of each: known companies and institutions to be named, and the noise of every site. */
const WANTED = { known: 300, institution: 120, access: 120, hosting: 60 };
type Group = keyof typeof WANTED;

/** Collects one network for each of many well-known holders, spread over the whole address space. */
export class Samples {
  readonly #found = new Map<Group, Map<string, SampleNetwork>>();

  add4(holder: Holder, first: number, last: number, country: string): void {
    // A /24 inside: many addresses to come from, and surely no neighbour's.
    const start = Math.ceil(first / 256) * 256;
    if (start + 255 <= last) this.#add(holder, { address: text4(start), prefixLength: 24 }, country);
  }

  add6(holder: Holder, first: bigint, last: bigint, country: string): void {
    if (last - first >= 1n << 79n) this.#add(holder, { address: text6(first), prefixLength: 64 }, country);
  }

  #add(holder: Holder, network: { address: string; prefixLength: number }, country: string): void {
    const group = groupOf(holder);
    if (!group || holder.name === '') return;
    const found = this.#found.get(group) ?? new Map<string, SampleNetwork>();
    this.#found.set(group, found);
    if (found.has(holder.name)) return;
    found.set(holder.name, { ...network, name: holder.name, kind: networkKind(holder.kind), country });
  }

  /** Always the same for the same data. */
  toList(): SampleNetwork[] {
    return [...this.#found].flatMap(([group, found]) => {
      const all = [...found.values()];
      const step = Math.max(1, all.length / WANTED[group]);
      return Array.from(
        { length: Math.min(WANTED[group], all.length) },
        (_, index) => all[Math.floor(index * step)],
      ).filter((network) => network !== undefined);
    });
  }
}

function groupOf(holder: Holder): Group | null {
  if (holder.known) return 'known';
  if (isShown(holder))
    return holder.kind !== 'business' && holder.confidence === 'high' ? 'institution' : null;
  if (holder.confidence !== 'high') return null;
  if (holder.kind === 'isp' || holder.kind === 'mobile') return 'access';
  return holder.kind === 'hosting' || holder.kind === 'vpn' ? 'hosting' : null;
}
