import { foldName } from '../../../policy/fold-name.ts';
import { type AddressPlan, regionOf } from './address-plan.ts';
import { cleanName, isName } from './clean-name.ts';
import { curatedNetworks } from './curated-networks.ts';
import { displayName } from './display-name.ts';
import { firmOdds } from './firm-odds.ts';
import { type HolderKind, isOrganizationKind, type OrganizationKind, type ScoredKind } from './kinds.ts';
import { knownOrganizationReader, type Match } from './known-organizations.ts';
import { knownProviderReader } from './known-providers.ts';
import { legalFormReader } from './legal-forms.ts';
import { organizationId } from './organization-id.ts';
import { personNameReader } from './person-names.ts';
import { type Scores, wordScorer } from './word-scores.ts';

/** What is known about the holder of a network. */
export interface Holder {
  kind: HolderKind;
  /** As people write it. */
  name: string;
  /** Legal form as the registry spells it, or ''. */
  legalForm: string;
  /** Of the organization; '0' where the holder is none. */
  id: string;
  /** ISO 3166-1 alpha-2 of the organization, or ''. */
  country: string;
  confidence: 'high' | 'medium' | 'low';
  /** What settled it. */
  by: 'number' | 'name' | 'words' | 'plan';
  /** Named in a table of widely known organizations. */
  known: boolean;
}

const NOT_ORGANIZATIONS = ['isp', 'mobile', 'hosting', 'vpn', 'gateway', 'research'] as const;
const INSTITUTIONS = ['education', 'government', 'healthcare'] as const;

/** What a word must say to settle a kind by itself; rough log-odds, as everywhere in these rules. */
const SETTLES = 3;
/** A provider's word that weighs at least this much behind a company's name makes it another company. */
const CONTRADICTS = 2;
/** Log-odds from which a firm's name is shown, and from which it is shown without a doubt. */
const SHOWN = 1;
const SURE = 1.8;

const TAX_NUMBER = /\d{8,}/;

/** Compiles all tables once; the function then tells what the holder of an autonomous system is. */
export function holderClassifier(): (rawName: string, plan: AddressPlan) => Holder {
  const curated = curatedNetworks();
  const readForms = legalFormReader();
  const knownOrganization = knownOrganizationReader();
  const knownProvider = knownProviderReader(curated);
  const scoresOf = wordScorer();
  const isPerson = personNameReader();

  return (rawName, plan) => {
    const { name, tradingAs } = cleanName(rawName);
    const listed = curated.get(plan.asn);
    if (listed) return nobody(listed.kind, listed.name, 'high', 'number');
    if (!isName(name)) return nobody('unknown', '', 'low', 'words');

    const folded = foldName(name);
    const words = folded.split(' ');
    const { core, corporate, soleTrader } = readForms(folded);
    // Some names are known with their legal form: "Merck and Co."
    const organization = knownOrganization(core) ?? knownOrganization(words);
    if (organization && !contradicted(organization, core, scoresOf)) return asKnown(organization);
    const provider = knownProvider(core) ?? knownProvider(words);
    if (provider) return nobody(provider.kind, provider.name, 'high', 'name');
    if (soleTrader || tradingAs) return nobody('personal', '', 'high', 'words');

    // Of legal forms, only that of law firms and accountants says what they do.
    const scores = scoresOf(words.at(-1) === 'llp' ? [...core, 'llp'] : core);
    const { name: shown, legalForm } = displayName(name, readForms);
    const access = strongest(scores, NOT_ORGANIZATIONS);
    const institution = strongest(scores, INSTITUTIONS);
    const named = (kind: OrganizationKind, odds: number, by: Holder['by']): Holder => ({
      kind,
      name: shown,
      legalForm,
      id: organizationId(core.join(' '), isDistinctive(kind, core, scoresOf) ? '' : plan.country),
      country: plan.country,
      confidence: odds >= SURE ? 'high' : 'medium',
      by,
      known: false,
    });

    if (institution.score >= SETTLES && institution.score > access.score) {
      // What a school's or a town's name says is rarely wrong; how much it announces hardly matters.
      return named(institution.kind, SURE + institution.score - access.score - 1, 'words');
    }
    // In Brazil sole traders have legal forms (EIRELI, ME), and some register with their tax number.
    const mayBePerson = !corporate || plan.country === 'BR' || TAX_NUMBER.test(name);
    if (mayBePerson && isPerson(core.filter((word) => !TAX_NUMBER.test(word))))
      return nobody('personal', '', 'high', 'words');
    const odds = firmOdds(scores, corporate, plan);
    // Outside of North America bodies are registered with their legal form; two or three bare words are a person.
    const bare =
      !corporate && core.length > 1 && core.length < 4 && Object.values(scores).every((score) => score < 1);
    if (bare && regionOf(plan.country) !== 'northAmerica') return nobody('personal', '', 'low', 'plan');
    if (odds >= SHOWN) {
      const kind = institution.score >= Math.max(scores.business, 2) ? institution.kind : 'business';
      return named(kind, odds, scores.business >= 2 || kind !== 'business' ? 'words' : 'plan');
    }
    if (access.score >= 1) {
      return nobody(access.kind, shown, odds <= -SURE ? 'high' : odds <= -SHOWN ? 'medium' : 'low', 'words');
    }
    return nobody('unknown', shown, 'low', 'plan');
  };
}

function asKnown({ kind, name, country }: Match): Holder {
  const id = organizationId(foldName(name), country);
  return { kind, name, legalForm: '', id, country, confidence: 'high', by: 'name', known: true };
}

function nobody(kind: HolderKind, name: string, confidence: Holder['confidence'], by: Holder['by']): Holder {
  return { kind, name, legalForm: '', id: '0', country: '', confidence, by, known: false };
}

/**
 * A business whose name has two words or more, one of them no trade's, goes by it in every country. Others may share
 * their name with somebody abroad: "Unimetal", "Commercial Bank", "Ministry of Finance".
 */
function isDistinctive(
  kind: OrganizationKind,
  core: readonly string[],
  scoresOf: (words: readonly string[]) => Scores,
): boolean {
  if (kind !== 'business' || core.length < 2) return false;
  return core.some(
    (word) => word.length >= 4 && Object.values(scoresOf([word])).every((score) => score === 0),
  );
}

/** "Nextera Communications" is not NextEra, and "Coles Electric Cooperative" no supermarket. */
function contradicted(
  match: Match,
  core: readonly string[],
  scoresOf: (words: readonly string[]) => Scores,
): boolean {
  if (match.length > 1 || match.kind !== 'business' || core.length < 2) return false;
  return strongest(scoresOf(core.slice(1)), NOT_ORGANIZATIONS).score >= CONTRADICTS;
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
export function isShown({ kind, confidence }: Holder): boolean {
  return isOrganizationKind(kind) && confidence !== 'low';
}
