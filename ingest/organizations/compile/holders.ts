import type { AddressPlan } from '../classify/address-plan.ts';
import { type Holder, holderClassifier } from '../classify/classify-holder.ts';
import { mergeHolders } from './merge-holders.ts';
import type { CountryRanges } from './read-countries.ts';
import type { Networks } from './read-networks.ts';
import { splitByCountry } from './split-by-country.ts';

/** Classifies every holder of a network once, from its name and everything that it announces. */
export function classifyHolders(networks: Networks, countries: { ipv4: CountryRanges<number> }): Holder[] {
  const classify = holderClassifier();
  const plans = addressPlans(networks, countries);
  const holders = networks.holders.map((holder, index) => {
    const plan = plans[index];
    if (!plan) throw new Error(`AS${holder.asn} announces nothing.`);
    return classify(holder.name, plan);
  });
  return mergeHolders(
    holders,
    plans.map(({ addresses4 }) => addresses4),
  );
}

function addressPlans(networks: Networks, countries: { ipv4: CountryRanges<number> }): AddressPlan[] {
  const plans = networks.holders.map(
    ({ asn }): AddressPlan => ({ asn, addresses4: 0, ranges4: 0, largest6: null, blocks6: 0, country: '' }),
  );
  const byCountry = networks.holders.map(() => new Map<string, number>());
  for (const index of networks.ipv4.holders) {
    const plan = plans[index];
    if (plan) plan.ranges4 += 1;
  }
  splitByCountry(networks.ipv4, countries.ipv4, add(1), add(-1), (first, last, index, country) => {
    const plan = plans[index];
    const sums = byCountry[index];
    if (!plan || !sums) return;
    plan.addresses4 += last - first + 1;
    if (country !== '') sums.set(country, (sums.get(country) ?? 0) + last - first + 1);
  });
  for (const [index, holder] of networks.ipv6.holders.entries()) {
    const plan = plans[holder];
    const size = (networks.ipv6.last[index] ?? 0n) - (networks.ipv6.first[index] ?? 0n) + 1n;
    if (!plan) continue;
    plan.blocks6 += 1;
    plan.largest6 = Math.min(plan.largest6 ?? 128, 129 - size.toString(2).length);
  }
  for (const [index, plan] of plans.entries()) {
    const [largest] = [...(byCountry[index] ?? [])].sort((a, b) => b[1] - a[1]);
    plan.country = largest?.[0] ?? '';
  }
  return plans;
}

const add = (step: number) => (address: number) => address + step;
