import type { CountedName } from './behaviour.ts';
import type { Level } from './levels.ts';
import type { MatchOutcome } from './match-outcome.ts';

export const DEVICE_CLASSES = ['desktop', 'mobile', 'tablet', 'other'] as const;
export type DeviceClass = (typeof DEVICE_CLASSES)[number];

/** What kind of network an address belongs to. Only the first four may name an organization. */
export const NETWORK_KINDS = [
  'business',
  'education',
  'government',
  'healthcare',
  'isp',
  'mobile',
  'hosting',
  'vpn',
  'unknown',
] as const;
export type NetworkKind = (typeof NETWORK_KINDS)[number];

/** The visiting organization as it travels with an event. No person, no address. */
export interface EventOrganization {
  /** Stable id: an unsigned 64-bit integer in decimal, derived from name and country. */
  id: string;
  name: string;
  /** Registrable domain where the evidence holds one; never guessed from the name. */
  domain: string;
  /** ISO 3166-1 alpha-2, or '' when unknown. */
  country: string;
  kind: NetworkKind;
  /** How sure the match from network to organization is. Never a statement about interest. */
  confidence: 'high' | 'medium';
}

/**
 * An event after the gate: what the log, the warehouse and the alerts may see of a visit.
 * The answer of the gate (level, policy version, reasons) travels with it, and a reader that
 * finds it missing refuses the event.
 */
export interface AcceptedEvent {
  type: 'event';
  site: number;
  /** Derived from site and client-made event id: 16 hexadecimal digits. */
  id: string;
  name: 'page_view';
  level: Exclude<Level, 'DROP'>;
  policyVersion: number;
  reasons: string[];
  /** Milliseconds since the epoch, rounded down as far as the level demands (hour, quarter, none). */
  time: number;
  /** Path with ids replaced by `:id`; no query, no fragment. */
  page: string;
  referrerHost: string;
  /** ISO 3166-1 alpha-2, or '' when unknown or not allowed. */
  country: string;
  device: DeviceClass;
  browser: string;
  /** Topic of the page, 0 for none. */
  topic: number;
  /** Campaign that the visit came by, as a topic; 0 for none. Entries of older versions have none. ORG and VISITOR only. */
  campaign?: number;
  /** ORG and VISITOR only. */
  organization: EventOrganization | null;
  /** Hash of the random number of a recognized visitor: 16 hexadecimal digits. VISITOR only, '' otherwise. */
  visitor: string;
  /** Tells the visits of one UTC day apart, where an organization is named; never reaches the warehouse. */
  visit: string;
  /** Whether the gate lets alerts feed on this event. */
  alert: boolean;
  /**
   * How its match came out: counted by site and day, and in no row together with anything else. Entries from before it
   * was counted have none.
   */
  outcome?: MatchOutcome;
}

/** Refused events are counted, by site, day and reason; nothing else of them is kept. */
export interface RefusalCount {
  type: 'refusals';
  /** 0 where the site is not known. */
  site: number;
  /** UTC day, `YYYY-MM-DD`. */
  day: string;
  reason: string;
  count: number;
}

/**
 * Something beside a view that is only counted, whatever the level of the visit: no organization, no visitor, no time
 * finer than the hour. It is a type of its own, so that no roll-up and no alert can take it for a visit.
 */
export interface BehaviourCount {
  type: 'behaviour';
  site: number;
  /** As of an event. */
  id: string;
  name: CountedName;
  level: 'COUNT';
  policyVersion: number;
  reasons: string[];
  /** Start of the hour, milliseconds since the epoch. */
  hour: number;
  page: string;
  /** Host of a link, path of a file, name of a form or an event; '' for none. */
  detail: string;
  /** Seconds or percent that the view reached. */
  marks: number[];
  /** `key=value`. */
  properties: string[];
}

/** Everything that flows through the event log. */
export type LogEntry = AcceptedEvent | BehaviourCount | RefusalCount;

/**
 * Whether an event carries the gate's answer. Readers refuse events without it: what can not say why it was
 * kept must not be kept. Codes of reasons may be newer than this reader, but they look like codes.
 */
export function carriesDecision(entry: AcceptedEvent | BehaviourCount): boolean {
  const { level, policyVersion, reasons } = entry;
  return (
    (level === 'COUNT' || level === 'ORG' || level === 'VISITOR') &&
    Number.isInteger(policyVersion) &&
    policyVersion >= 0 &&
    Array.isArray(reasons) &&
    reasons.length <= MOST_REASONS &&
    reasons.every((reason) => typeof reason === 'string' && CODE.test(reason)) &&
    (entry.type === 'behaviour' || typeof entry.alert === 'boolean')
  );
}

const CODE = /^\w{1,32}$/;
/** More than the decision table has rows. */
const MOST_REASONS = 64;
