import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { CONTACT_REQUEST_TERMS, type ContactRequestTerms } from './contact-request.ts';
import { LEVEL_DESCRIPTIONS, type LevelDescription } from './descriptions.ts';
import { DEVICE_REGISTER, type DeviceEntry } from './device-register.ts';
import { LEVELS } from './levels.ts';
import { PURPOSES, type Purpose } from './purposes.ts';
import { REGIMES, type Regime } from './regimes.ts';
import { type Basis, type Controller, type SitePolicy, stanceOf } from './site-policy.ts';

/** A purpose as a notice tells it: on which basis, under which law. */
interface NoticePurpose {
  purpose: Purpose;
  bases: { basis: Basis; regimes: Regime[] }[];
}

/**
 * What a visitor is told, as facts. The hash is over these and not over wording, so that a better sentence in a later
 * version of Clearpane leaves every published notice true.
 */
export interface NoticeFacts {
  schema: 1;
  controller: Controller;
  establishments: string[];
  purposes: NoticePurpose[];
  /** Regimes for which the address of a request does not count as read from the device. */
  headerOnly: { regime: Regime; memo: string }[];
  exemptions: { place: string; citation: string }[];
  neverLookedAt: string[];
  audience: { countries: string[]; kinds: string[] };
  consent: { lifeMonths: number; askAgainMonths: number };
  levels: Pick<LevelDescription, 'level' | 'retention'>[];
  device: Pick<DeviceEntry, 'name' | 'kind' | 'lifetime'>[];
  signals: string[];
  /** What is counted beside views, where anything is. */
  behaviour?: { kinds: string[]; events: string[] };
  /** Active alert rules, each as its sentence. */
  rules: string[];
  /** What is done with requests to be contacted; absent where none are taken, so that older notices stay true. */
  contactRequests?: ContactRequestTerms;
}

/** Signals that the gate honours, in words. */
export const HONOURED_SIGNALS: readonly string[] = [
  'Global Privacy Control',
  'Do Not Track',
  'IAB Global Privacy Platform',
  'IAB Transparency and Consent Framework',
  'Google Consent Mode (as a refusal only)',
];

const isActive = (policy: SitePolicy, purpose: Purpose): boolean =>
  REGIMES.some((regime) => policy.bases[purpose][regime] !== 'OFF');

/** Whether the policy lets anything be collected at all; where it does not, there is nothing to tell. */
export const collectsAnything = (policy: SitePolicy): boolean =>
  policy.contactRequests || PURPOSES.some((purpose) => isActive(policy, purpose));

/** What a notice for the policy must say. Lists are in a fixed order, so that equal facts are equal texts. */
export function noticeFacts(policy: SitePolicy, rules: readonly string[]): NoticeFacts {
  const active = PURPOSES.filter((purpose) => isActive(policy, purpose));
  const recognises = active.includes('recognise_visitor');
  return {
    schema: 1,
    controller: {
      name: policy.controller.name,
      contact: policy.controller.contact,
      officer: policy.controller.officer,
    },
    establishments: [...policy.establishments].sort(),
    purposes: active.map((purpose) => ({ purpose, bases: basesOf(policy, purpose) })),
    headerOnly: REGIMES.filter((regime) => stanceOf(policy, regime) === 'HEADER_ONLY').map((regime) => ({
      regime,
      memo: policy.passiveSignalMemos[regime] ?? '',
    })),
    exemptions: Object.entries(policy.exemptions)
      .map(([place, citation]) => ({ place, citation }))
      .sort((a, b) => (a.place < b.place ? -1 : 1)),
    neverLookedAt: [...policy.pages.special, ...policy.pages.children].sort(),
    audience: { countries: [...policy.audience.countries].sort(), kinds: [...policy.audience.kinds].sort() },
    consent: {
      lifeMonths: policy.consent.lifeMonths,
      askAgainMonths: policy.consent.askAgainMonths,
    },
    levels: LEVEL_DESCRIPTIONS.filter(({ level }) => LEVELS.indexOf(level) <= highest(active)).map(
      ({ level, retention }) => ({ level, retention }),
    ),
    device: DEVICE_REGISTER.filter(({ recognition }) => recognises || !recognition).map(
      ({ name, kind, lifetime }) => ({ name, kind, lifetime }),
    ),
    signals: [...HONOURED_SIGNALS],
    ...behaviourOf(policy, active),
    rules: active.includes('alert_sales') ? [...rules].sort() : [],
    ...(policy.contactRequests ? { contactRequests: { ...CONTACT_REQUEST_TERMS } } : {}),
  };
}

/** Not there where nothing is counted beside views: notices from before stay true. */
function behaviourOf(
  { behaviour: { kinds, events } }: SitePolicy,
  active: readonly Purpose[],
): Pick<NoticeFacts, 'behaviour'> {
  if (!active.includes('measure') || kinds.length + events.length === 0) return {};
  return { behaviour: { kinds: [...kinds].sort(), events: [...events].sort() } };
}

function highest(active: readonly Purpose[]): number {
  if (active.includes('recognise_visitor')) return 3;
  return active.includes('identify_org') ? 2 : 1;
}

function basesOf(policy: SitePolicy, purpose: Purpose): NoticePurpose['bases'] {
  const grouped = new Map<Basis, Regime[]>();
  for (const regime of REGIMES) {
    const basis = policy.bases[purpose][regime];
    if (basis !== 'OFF') grouped.set(basis, [...(grouped.get(basis) ?? []), regime]);
  }
  return [...grouped].map(([basis, regimes]) => ({ basis, regimes }));
}

/** SHA-256 over the facts as canonical JSON (RFC 8785), in hexadecimal: anybody who has the facts can work it out. */
export const noticeHash = (facts: NoticeFacts): string => hash('sha256', canonicalize(facts) ?? '', 'hex');

/** What the gate asks of the notice. A site that collects nothing needs none. */
export function noticeState(
  policy: SitePolicy,
  live: NoticeFacts,
  publishedHash: string | null,
): 'MISSING' | 'STALE' | 'CURRENT' {
  if (!collectsAnything(policy)) return 'CURRENT';
  if (publishedHash === null) return 'MISSING';
  return publishedHash === noticeHash(live) ? 'CURRENT' : 'STALE';
}
