import { isOrganizationKind } from './classify/kinds.ts';
import type { OrganizationNamer } from './classify/organization-namer.ts';
import type { OwnNetwork } from './networks/own-networks.ts';
import type { DecidedOrganization, Override } from './overrides.ts';
import { type Evidence, type Exclusion, nobody, type Resolution } from './resolution.ts';

/** What a person decided, put over an answer. */
export function withOverride(
  answer: Resolution,
  { decision, by, at }: Override,
  namer: OrganizationNamer,
): Resolution {
  const day = new Date(at).toISOString().slice(0, 10);
  const decided = (what: string): Evidence => ({
    source: 'override',
    says: `${by} decided on ${day}: ${what}`,
    weight: 'high',
  });
  switch (decision.kind) {
    case 'is':
      return named(decision.organization, answer, decided(`this is ${decision.organization.name}`), namer);
    case 'isp': {
      const evidence = [decided('an internet provider'), ...answer.evidence];
      const { country } = answer;
      return nobody('This is an internet provider, by decision.', {
        networkKind: 'isp',
        confidence: 'high',
        country,
        evidence,
      });
    }
    case 'not_them': {
      const evidence = [decided(`not ${answer.organization?.name ?? 'them'}`), ...answer.evidence];
      const { country } = answer;
      return nobody('The match was wrong, by decision.', { confidence: 'high', country, evidence });
    }
    case 'exclude': {
      const { reason } = decision;
      return excluded(answer, decided('excluded'), { reason, drop: reason !== 'organization', by });
    }
  }
}

/** What the operator's file says about a network, put over an answer. */
export function withOwnNetwork(answer: Resolution, own: OwnNetwork, namer: OrganizationNamer): Resolution {
  const says = (what: string): Evidence => ({
    source: 'own_networks',
    says: `your list of networks: ${what}`,
    weight: 'high',
  });
  switch (own.relation) {
    case 'customer':
    case 'prospect':
      return named(
        { name: own.name, domain: own.domain },
        answer,
        says(`${own.relation} ${own.name}`),
        namer,
      );
    case 'own_staff':
      return excluded(answer, says('your own staff'), {
        reason: 'own_staff',
        drop: true,
        by: 'your list of networks',
      });
    case 'not_a_company': {
      const { country, networkKind } = answer;
      const evidence = [says('not a company'), ...answer.evidence];
      const kind = isOrganizationKind(networkKind) ? 'unknown' : networkKind;
      return nobody('Your list of networks says that this is no company.', {
        networkKind: kind,
        confidence: 'high',
        country,
        evidence,
      });
    }
  }
}

/** Who is excluded is named to nobody, also where the reader of the answer knows nothing of exclusions. */
function excluded(answer: Resolution, evidence: Evidence, exclusion: Exclusion): Resolution {
  const { country, networkKind } = answer;
  const all = [evidence, ...answer.evidence];
  return nobody('These visits are excluded, by decision.', {
    networkKind,
    confidence: 'high',
    country,
    evidence: all,
    excluded: exclusion,
  });
}

function named(
  organization: DecidedOrganization,
  answer: Resolution,
  evidence: Evidence,
  namer: OrganizationNamer,
): Resolution {
  const { name, domain = '' } = organization;
  const known = namer.vouched(name, organization.country ?? answer.country);
  const kind = organization.kind ?? (isOrganizationKind(known.kind) ? known.kind : 'business');
  const legalForm = known.legalForm === '' ? {} : { legalForm: known.legalForm };
  return {
    organization: {
      id: organization.id ?? known.id,
      // As the person wrote it.
      name,
      domain,
      country: organization.country ?? known.country,
      kind,
      confidence: 'high',
      ...legalForm,
    },
    networkKind: kind,
    confidence: 'high',
    country: answer.country,
    eligible: true,
    reason: `The network is ${name}’s, by decision.`,
    evidence: [evidence, ...answer.evidence],
    excluded: null,
  };
}
