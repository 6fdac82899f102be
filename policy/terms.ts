import { BASIS_TITLES, PURPOSE_TITLES } from './descriptions.ts';
import { PURPOSES, type Purpose } from './purposes.ts';
import { REGIME_TITLES, REGIMES, type Regime } from './regimes.ts';
import { BASES, type Basis } from './site-policy.ts';

/** A word of the policy, explained to somebody who decides about it. */
export interface Term<Id extends string> {
  id: Id;
  title: string;
  description: string;
}

const PURPOSE_DESCRIPTIONS: Record<Purpose, string> = {
  measure: 'Sums of views by page, hour, referring site and class of device. No visit is told from another.',
  identify_org:
    'The organization that registered the network of the visit. Never a person, and never a network of a provider.',
  alert_sales:
    'A window opens when a rule is fulfilled by an organization. It does nothing unless organizations are named.',
  recognise_visitor:
    'A random number kept on the device, for this site only, so that later visits belong together.',
};

const REGIME_DESCRIPTIONS: Record<Regime, string> = {
  EEA: 'GDPR and the ePrivacy laws of the member states, Iceland, Liechtenstein and Norway',
  FR: 'GDPR and the French data protection act; measurement has a statistics exemption',
  UK: 'UK GDPR and PECR; measurement has a statistics exemption',
  CH: 'Federal Act on Data Protection and the Telecommunications Act',
  CA_QC: 'Law 25: consent for whatever identifies or locates',
  CA: 'PIPEDA and the acts of the provinces',
  BR: 'LGPD',
  US_UOOM: 'State laws that make a universal opt-out signal such as Global Privacy Control binding',
  US: 'State laws without a binding signal, and states without a law',
  ROW: 'Laws that are not modelled one by one',
};

const BASIS_DESCRIPTIONS: Record<Basis, string> = {
  OFF: 'The purpose is not pursued.',
  CONSENT: 'Only with a receipt for the notice that is published now. A word of the page is not enough.',
  LI: 'Needs an approved assessment, reviewed every six months. It opens no storage on the device.',
  STAT: 'For measurement only, where the law has an exemption or you cite the one of a country.',
  NOTICE: 'Enough where the law asks for notice and opt-out and no more.',
};

const terms = <Id extends string>(
  ids: readonly Id[],
  titles: Record<Id, string>,
  descriptions: Record<Id, string>,
): Term<Id>[] => ids.map((id) => ({ id, title: titles[id], description: descriptions[id] }));

export const PURPOSE_TERMS = terms(PURPOSES, PURPOSE_TITLES, PURPOSE_DESCRIPTIONS);
export const REGIME_TERMS = terms(REGIMES, REGIME_TITLES, REGIME_DESCRIPTIONS);
export const BASIS_TERMS = terms(BASES, BASIS_TITLES, BASIS_DESCRIPTIONS);
