import { foldName } from '../../policy/fold-name.ts';
import type { Holder } from './classify/classify-holder.ts';
import { isOrganizationKind, networkKind } from './classify/kinds.ts';
import type { OrganizationNamer } from './classify/organization-namer.ts';
import type { Claim, Veto } from './databases/claim.ts';
import { type RegisteredAnswer, weaker, whyNobody } from './registered-answer.ts';
import { type Confidence, type Evidence, nobody, type Resolution } from './resolution.ts';

/** A record of one of the operator's databases. */
export interface Sourced {
  /** As its maker calls the database. */
  database: string;
  claim: Claim;
}

const NOBODY_ANNOUNCES = 'Nobody announces this network.';

/** Kinds of `Veto` in words and as events know them. */
const VETOES: Record<Veto, { kind: Resolution['networkKind']; says: string }> = {
  vpn: { kind: 'vpn', says: 'a VPN or proxy' },
  relay: { kind: 'vpn', says: 'a relay that hides where its users come from' },
  hosting: { kind: 'hosting', says: 'a hosting or content network' },
  bot: { kind: 'hosting', says: 'a search engine’s robots' },
  mobile: { kind: 'mobile', says: 'a mobile carrier’s customers' },
  isp: { kind: 'isp', says: 'an internet provider’s customers' },
};

/**
 * Makes one answer of the registration and what the operator's databases say. In this order: a database that says
 * that people hide behind the network, or that it hands out its addresses, silences everything else; then the
 * database that knows who uses the range; then whoever announces it. Two that agree are surer than one, and where two
 * disagree the more exact one counts, with less confidence.
 */
export function combine(
  registered: RegisteredAnswer | null,
  sources: readonly Sourced[],
  namer: OrganizationNamer,
): Resolution {
  const country =
    sources.find(({ claim }) => claim.country)?.claim.country ?? registered?.resolution.country ?? '';
  const base = registered?.resolution ?? nobody(NOBODY_ANNOUNCES);
  if (sources.length === 0) return base;

  const vetoed = sources.find(({ claim }) => claim.veto !== undefined);
  if (vetoed?.claim.veto) return veto(vetoed.claim.veto, vetoed.database, base, country);

  const announced = announcedBy(registered, sources, namer, country) ?? base;
  const user = userOf(sources, namer, country);
  const answer = user === null ? announced : withUser(user, announced);
  return withDomain({ ...answer, country }, sources);
}

function veto(kind: Veto, database: string, base: Resolution, country: string): Resolution {
  const { kind: networkKind, says } = VETOES[kind];
  return nobody(`The network is ${says}: the visitor's own organization is not visible from this address.`, {
    networkKind,
    confidence: 'high',
    country,
    evidence: [
      { source: 'anonymity_database', says: `${database}: ${says}`, weight: 'high' },
      ...base.evidence,
    ],
  });
}

/** A fresher database of announcements counts where the compiled table knows nothing, or another holder. */
function announcedBy(
  registered: RegisteredAnswer | null,
  sources: readonly Sourced[],
  namer: OrganizationNamer,
  country: string,
): Resolution | null {
  const found = sources.find(({ claim }) => claim.asn !== undefined && claim.asName !== undefined);
  const { asn, asName } = found?.claim ?? {};
  if (!found || asn === undefined || asName === undefined || asn === registered?.asn) return null;
  const holder = namer.classify(asName, country, asn);
  const says = `${found.database}: announced by AS${asn} (${asName})`;
  // What a network announces is not known here, so only what a name or number says counts.
  if (holder.by === 'plan') {
    return nobody(whyNobody('unknown', undefined), {
      evidence: [{ source: 'registration', says, weight: 'low' }],
    });
  }
  return fromHolder(holder, { source: 'registration', says, weight: holder.confidence });
}

interface User {
  holder: Holder;
  evidence: Evidence;
}

function userOf(sources: readonly Sourced[], namer: OrganizationNamer, country: string): User | null {
  for (const { database, claim } of sources) {
    if (claim.organization === undefined) continue;
    const found = namer.classify(claim.organization, country);
    const provides = !isOrganizationKind(found.kind) && found.by !== 'plan';
    const sure = claim.certain === true;
    // The name of a provider or of a person in the place of a company.
    if (provides && (!sure || found.kind === 'personal')) continue;
    const vouched = isOrganizationKind(found.kind) ? found : namer.vouched(claim.organization, country);
    const kind = claim.organizationKind ?? vouched.kind;
    const confidence: Confidence = sure ? 'high' : 'medium';
    return {
      holder: { ...vouched, kind, confidence },
      evidence: {
        source: 'company_database',
        says: `${database}: used by ${vouched.name}`,
        weight: confidence,
      },
    };
  }
  return null;
}

function withUser({ holder, evidence }: User, announced: Resolution): Resolution {
  const answer = fromHolder(holder, evidence);
  const other = announced.organization;
  const all = [evidence, ...announced.evidence];
  if (other === null) return { ...answer, evidence: all };
  if (other.id === holder.id) {
    return { ...answer, ...raised(answer), evidence: all };
  }
  const confidence = weaker(holder.confidence, 'medium');
  return { ...fromHolder({ ...holder, confidence }, evidence), evidence: all };
}

function raised({ organization }: Resolution): Partial<Resolution> {
  return { organization: organization && { ...organization, confidence: 'high' }, confidence: 'high' };
}

function fromHolder(holder: Holder, evidence: Evidence): Resolution {
  const { kind, name, legalForm, id, country, confidence } = holder;
  if (!isOrganizationKind(kind) || confidence === 'low' || id === '0') {
    return nobody(whyNobody(kind, name), {
      networkKind: networkKind(kind),
      confidence,
      evidence: [evidence],
    });
  }
  return {
    organization: {
      id,
      name,
      domain: '',
      country,
      kind,
      confidence,
      ...(legalForm === '' ? {} : { legalForm }),
    },
    networkKind: kind,
    confidence,
    country: '',
    eligible: true,
    reason: `The network is used by ${name}.`,
    evidence: [evidence],
    excluded: null,
  };
}

/** A domain that a database knows for the range, where it is the organization's own by the look of it. */
function withDomain(answer: Resolution, sources: readonly Sourced[]): Resolution {
  const { organization } = answer;
  if (organization === null || organization.domain !== '') return answer;
  const found = sources.find(
    ({ claim }) => claim.domain !== undefined && isDomainOf(claim.domain, organization.name),
  );
  if (!found?.claim.domain) return answer;
  const says = `${found.database}: ${found.claim.domain}`;
  return {
    ...answer,
    organization: { ...organization, domain: found.claim.domain },
    evidence: [...answer.evidence, { source: 'company_database', says, weight: 'medium' }],
  };
}

/** "acme-tools.com" is of "Acme Tools"; "telco.net" may be anybody's. */
export function isDomainOf(domain: string, name: string): boolean {
  const label = domain.split('.')[0]?.replaceAll('-', '') ?? '';
  const words = foldName(name).split(' ');
  const joined = words.join('');
  const initials = words.map((word) => word[0]).join('');
  const [first = ''] = words;
  if (label.length < 2) return false;
  return (
    joined.startsWith(label) ||
    (first.length >= 3 && label.startsWith(first)) ||
    (words.length > 2 && label === initials)
  );
}
