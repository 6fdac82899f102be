import type { Holder } from './classify/classify-holder.ts';
import type { HolderKind } from './classify/kinds.ts';

/** What the compiled table holds for a network. Short keys: it is there a hundred thousand times. */
export interface NetworkRecord {
  /** Kind of holder. */
  k: HolderKind;
  /** Name as people write it; absent where there is none to show. */
  n?: string;
  /** Legal form, as the registry spells it. */
  l?: string;
  /** Id of the organization, in decimal; only where it may be named. */
  i?: string;
  /** Country of the organization. */
  c?: string;
  /** Country of this network. */
  y?: string;
  f: 'high' | 'medium' | 'low';
  /** Autonomous system that announces it. */
  a: number;
  /** What settled it. */
  b?: Holder['by'];
}
