import { REGIMES } from '../../policy/regimes.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import type { PolicyBody } from '../contract-privacy.ts';

const KINDS = ['business', 'education', 'government', 'healthcare'] as const;

/** A stored policy as it is shown: what an officer decides, and nothing else. */
export function policyBody(policy: SitePolicy): PolicyBody {
  const { bases, audience, pages } = policy;
  return {
    killed: policy.killed,
    controller: { ...policy.controller },
    establishments: [...policy.establishments],
    bases: {
      measure: { ...bases.measure },
      identify_org: { ...bases.identify_org },
      alert_sales: { ...bases.alert_sales },
      recognise_visitor: { ...bases.recognise_visitor },
    },
    passiveSignalMemos: Object.fromEntries(
      REGIMES.filter((regime) => regime !== 'CA_QC')
        .map((regime) => [regime, policy.passiveSignalMemos[regime] ?? ''] as const)
        .filter(([, memo]) => memo !== ''),
    ),
    exemptions: { ...policy.exemptions },
    pages: { special: [...pages.special], children: [...pages.children] },
    audience: {
      countries: [...audience.countries],
      kinds: KINDS.filter((kind) => audience.kinds.includes(kind)),
    },
    consent: { ...policy.consent },
    tcf: { ...policy.tcf },
    behaviour: { kinds: [...policy.behaviour.kinds], events: [...policy.behaviour.events] },
    contactRequests: policy.contactRequests,
  };
}

/** What an officer decided, as the gate reads it. Texts lose the space around them, and empty ones are not there. */
export function sitePolicy(body: PolicyBody, of: Pick<SitePolicy, 'version' | 'demo'>): SitePolicy {
  const { controller } = body;
  return {
    version: of.version,
    demo: of.demo,
    killed: body.killed,
    unreadable: false,
    controller: {
      name: controller.name.trim(),
      contact: controller.contact.trim(),
      officer: controller.officer.trim(),
    },
    establishments: body.establishments,
    bases: body.bases,
    passiveSignalMemos: written(body.passiveSignalMemos),
    exemptions: written(body.exemptions),
    pages: body.pages,
    audience: body.audience,
    consent: body.consent,
    tcf: body.tcf,
    behaviour: body.behaviour,
    contactRequests: body.contactRequests,
  };
}

/** In the order of their names, so that equal policies are equal texts. */
const written = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
