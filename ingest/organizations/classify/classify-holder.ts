import { type AddressPlan, firmPrior } from './address-plan.ts';
import { cleanName, isName } from './clean-name.ts';
import { curatedNetworks } from './curated-networks.ts';
import { displayName } from './display-name.ts';
import { foldName } from './fold-name.ts';
import { type HolderKind, ORGANIZATION_KINDS, type OrganizationKind, type ScoredKind } from './kinds.ts';
import { knownCompanyReader } from './known-companies.ts';
import { legalFormReader } from './legal-forms.ts';
import { organizationId } from './organization-id.ts';
import { personNameReader } from './person-names.ts';
import { type Scores, wordScorer } from './word-scores.ts';

/** What is known about the holder of a network. */
export interface Holder {
  kind: HolderKind;
  /** As people write it. */
  name: string;
  /** Of the organization; '0' where the holder is none. */
  id: string;
  /** ISO 3166-1 alpha-2 of the organization, or ''. */
  country: string;
  confidence: 'high' | 'medium' | 'low';
  /** Evidence of a corporate or public body. */
  eligible: boolean;
  /** Named in the table of widely known companies. */
  known: boolean;
}

const NOT_ORGANIZATIONS = ['isp', 'mobile', 'hosting', 'vpn', 'gateway', 'research'] as const;
const INSTITUTIONS = ['education', 'government', 'healthcare'] as const;

/** What a word must say to settle a kind by itself; rough log-odds, as everywhere in these rules. */
const SETTLES = 3;
/** How far a firm must lead before its name is shown, and before it is shown without a doubt. */
const SHOWN = 1.2;
const SURE = 2.2;

/** Compiles all tables once; the function then tells what the holder of an autonomous system is. */
export function holderClassifier(): (rawName: string, plan: AddressPlan) => Holder {
  const curated = curatedNetworks();
  const readForms = legalFormReader();
  const knownCompany = knownCompanyReader();
  const scoresOf = wordScorer();
  const isPerson = personNameReader();

  return (rawName, plan) => {
    const { name, tradingAs } = cleanName(rawName);
    const known = curated.get(plan.asn);
    if (known) return nobody(known.kind, known.name, 'high');
    if (!isName(name)) return nobody('unknown', '', 'low');

    const folded = foldName(name);
    const { core, corporate, soleTrader } = readForms(folded);
    // Some names are known with their legal form: "Merck and Co."
    const company = knownCompany(core) ?? knownCompany(folded.split(' '));
    if (company) {
      return {
        kind: 'business',
        name: company.name,
        id: organizationId(foldName(company.name), company.country),
        country: company.country,
        confidence: 'high',
        eligible: true,
        known: true,
      };
    }
    if (soleTrader || tradingAs || (!corporate && isPerson(core))) return nobody('personal', '', 'high');

    const scores = scoresOf(folded.split(' '));
    const shown = displayName(name, readForms);
    const access = strongest(scores, NOT_ORGANIZATIONS);
    const institution = strongest(scores, INSTITUTIONS);
    const organization = (kind: OrganizationKind, lead: number): Holder => ({
      kind,
      name: shown,
      id: organizationId(core.join(' '), plan.country),
      country: plan.country,
      confidence: lead >= SURE ? 'high' : lead >= SHOWN ? 'medium' : 'low',
      // An AS of its own is evidence of a body (privacy rules, amendment 1); without a legal form, only a sure one.
      eligible: corporate || kind !== 'business' || lead >= SURE,
      known: false,
    });

    if (institution.score >= SETTLES && institution.score > access.score) {
      // What a school's or a town's name says is rarely wrong; how much it announces hardly matters.
      return organization(institution.kind, institution.score - access.score + 0.2);
    }
    const firm = scores.business + firmPrior(plan) + (corporate ? 0.3 : -0.5);
    if (access.score >= 1 && access.score >= firm - SHOWN) {
      return nobody(access.kind, shown, access.score - firm >= SURE ? 'high' : 'medium');
    }
    const lead = firm - Math.max(access.score, 0);
    // Without a word about its business, only a very firm-like address plan speaks for a name.
    const unsaid = scores.business < 1 ? 0.6 : 0;
    return lead - unsaid > 0 ? organization('business', lead - unsaid) : nobody('unknown', shown, 'low');
  };
}

function nobody(kind: HolderKind, name: string, confidence: Holder['confidence']): Holder {
  return { kind, name, id: '0', country: '', confidence, eligible: false, known: false };
}

function strongest<Kind extends ScoredKind>(
  scores: Scores,
  kinds: readonly Kind[],
): { kind: Kind; score: number } {
  const [first] = kinds;
  if (first === undefined) throw new Error('There is no kind to choose from.');
  let best = { kind: first, score: scores[first] };
  for (const kind of kinds) if (scores[kind] > best.score) best = { kind, score: scores[kind] };
  return best;
}

/** Whether the holder's name may be shown as the visiting organization. */
export function isShown({ kind, confidence, eligible }: Holder): boolean {
  return (ORGANIZATION_KINDS as readonly string[]).includes(kind) && confidence !== 'low' && eligible;
}
