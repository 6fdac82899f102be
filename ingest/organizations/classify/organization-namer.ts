import { foldName } from '../../../policy/fold-name.ts';
import type { AddressPlan } from './address-plan.ts';
import { type Holder, holderClassifier } from './classify-holder.ts';
import { organizationId } from './organization-id.ts';

/** Nothing is known of the network but who is said to use it. */
const NO_PLAN: Omit<AddressPlan, 'asn' | 'country'> = {
  addresses4: 0,
  ranges4: 0,
  largest6: null,
  blocks6: 0,
};

export interface OrganizationNamer {
  /** What the holder of a name is; the same id as the compiled table has for it. */
  classify(name: string, country: string, asn?: number): Holder;
  /** The same for a name that somebody vouches for: it is an organization, whatever the rules make of it. */
  vouched(name: string, country: string): Holder;
}

/** Compiles the tables of names at the first question: without databases of the operator's nobody asks. */
export function organizationNamer(): OrganizationNamer {
  let compiled: ReturnType<typeof holderClassifier> | null = null;
  const classify = (name: string, country: string, asn = 0): Holder => {
    compiled ??= holderClassifier();
    return compiled(name, { asn, country, ...NO_PLAN });
  };
  return {
    classify,
    vouched: (name, country) => {
      const holder = classify(name, country);
      if (holder.id !== '0') return holder;
      const id = organizationId(foldName(name), country);
      return { ...holder, kind: 'business', name, id, country, confidence: 'high' };
    },
  };
}
