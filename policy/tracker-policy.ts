import picomatch from 'picomatch';
import { NOTHING_COUNTED } from './behaviour.ts';
import type { ConsentState } from './consent.ts';
import { type Decision, decide, type Standing } from './gate.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import { ORDINARY_VISIT } from './ordinary-visit.ts';
import { everyPurpose, PURPOSES } from './purposes.ts';
import type { SitePolicy } from './site-policy.ts';
import { GLOB_OPTIONS } from './topics.ts';

/** 0: never; 1: with a receipt; 2: without an answer too. A refusal always means never. */
export type Permission = 0 | 1 | 2;

/**
 * What a page needs to know of the policy, for one visitor's place: short names, because it travels with the script.
 * The gate on the server decides again, and can only allow less.
 */
export interface TrackerPolicy {
  /** Version of the site policy. */
  v: number;
  /** Hash of the published notice; '' when there is none. */
  n: string;
  /** A {@link Permission} for each of measure, identify_org, alert_sales, recognise_visitor. */
  p: Permission[];
  /** Sources of regular expressions for paths that are never reported. */
  x: string[];
  /** Months that consent holds, and months before somebody who refused is asked again. */
  m: [life: number, askAgain: number];
  /** How a TCF string is read: 1 for the publisher's own purposes, 0 for the core ones; a custom purpose, or 0. */
  t: [publisher: 0 | 1, customPurpose: number];
  /**
   * What is told beside views, where anything is: behaviours, the site's own events with their keys, and sources of
   * regular expressions for values of `utm_campaign`.
   */
  b?: [kinds: string[], events: string[], campaigns: string[]];
}

/** The policy as far as it concerns a page in a place, under the best of what only the server knows. */
export function trackerPolicy(
  policy: SitePolicy,
  standing: Standing,
  { regimes, exempt }: Jurisdiction,
  noticeHash: string | null,
  /** Globs over values of `utm_campaign`, in lower case. */
  campaigns: readonly string[] = [],
): TrackerPolicy {
  const decided = (consent: ConsentState): Decision =>
    decide(policy, { ...ORDINARY_VISIT, ...standing, regimes, exempt, consent: everyPurpose(consent) });
  const without = new Set(decided('NONE').purposes);
  const { purposes, fields } = decided('GIVEN_PROVEN');
  const proven = new Set(purposes);
  const { kinds, events } = proven.has('measure') ? policy.behaviour : NOTHING_COUNTED;
  // A campaign means something where an organization may be named.
  const toldCampaigns = proven.has('identify_org') && fields.includes('campaign') ? campaigns : [];
  const told: NonNullable<TrackerPolicy['b']> = [
    [...kinds],
    [...events],
    toldCampaigns.map((glob) => picomatch.makeRe(glob, GLOB_OPTIONS).source),
  ];
  return {
    v: policy.version,
    n: noticeHash ?? '',
    p: PURPOSES.map((purpose) => (without.has(purpose) ? 2 : proven.has(purpose) ? 1 : 0)),
    ...(told.some((list) => list.length > 0) ? { b: told } : {}),
    x: [...policy.pages.special, ...policy.pages.children].map(
      // Pages are also known by their template, where `:id` stands for what could name somebody.
      (glob) => picomatch.makeRe(glob, GLOB_OPTIONS).source.replaceAll(':id', '[^/]+'),
    ),
    m: [policy.consent.lifeMonths, policy.consent.askAgainMonths],
    t: [policy.tcf.reading === 'publisher' ? 1 : 0, policy.tcf.customPurpose ?? 0],
  };
}
