import type { PolicyBody, PolicyPage } from '../../../../api/contract-privacy.ts';
import { count } from '../../../parts/time.ts';
import { kindName } from '../../../parts/words.ts';
import { behaviourTitle } from '../behaviour-words.ts';
import type { Group } from '../draft/changes.ts';
import { placeName } from '../places.ts';
import { titleOf } from '../words.ts';

/** Parts of a policy beside the matrix, in the order of the page. */
export const PARTS = [
  'controller',
  'establishments',
  'memos',
  'exemptions',
  'pages',
  'audience',
  'consent',
  'tcf',
  'behaviour',
  'contactRequests',
] as const;
export type Part = (typeof PARTS)[number];

export const PART_TITLES: Readonly<Record<Part, string>> = {
  controller: 'Controller',
  establishments: 'Establishments',
  memos: 'Memos on request addresses',
  exemptions: 'Statistics exemptions',
  pages: 'Pages never looked at',
  audience: 'Audience',
  consent: 'Consent',
  tcf: 'TCF strings',
  behaviour: 'Counted beside views',
  contactRequests: 'Contact requests',
};

/** Which decisions stand in a part. */
export const PART_GROUPS: Readonly<Record<Part, readonly Group[]>> = {
  controller: ['controller'],
  establishments: ['establishments'],
  memos: ['passiveSignalMemos'],
  exemptions: ['exemptions'],
  pages: ['special', 'children'],
  audience: ['countries', 'kinds'],
  consent: ['consent'],
  tcf: ['tcf'],
  behaviour: ['behaviour', 'events'],
  contactRequests: ['contactRequests'],
};

/** What a part says, in a line. */
export function factOf(part: Part, policy: PolicyBody, { regimes }: Pick<PolicyPage, 'regimes'>): string {
  switch (part) {
    case 'controller': {
      const { name, contact, officer } = policy.controller;
      return [name, contact, officer].filter((text) => text.trim() !== '').join(' · ') || 'Not filled in yet';
    }
    case 'establishments':
      return list(policy.establishments.map(placeName)) || 'None named, so all laws apply to every visit';
    case 'memos': {
      const signed = regimes.filter(({ id }) => memoOf(policy, id).trim() !== '');
      return signed.length === 0
        ? 'None: the strict reading applies'
        : `Signed for ${signed.map(({ id }) => titleOf(regimes, id)).join('; ')}`;
    }
    case 'exemptions':
      return list(Object.keys(policy.exemptions).map(placeName)) || 'None declared';
    case 'pages': {
      const { special, children } = policy.pages;
      const patterns = special.length + children.length;
      return patterns === 0 ? 'None' : count(patterns, 'pattern');
    }
    case 'audience': {
      const { countries, kinds } = policy.audience;
      const where = list(countries.map(placeName)) || 'All countries';
      return `${where} · ${list(kinds.map(kindName)) || 'all kinds of organization'}`;
    }
    case 'consent': {
      const { lifeMonths, askAgainMonths } = policy.consent;
      return `Holds for ${count(lifeMonths, 'month')}; after a refusal nobody is asked for ${count(askAgainMonths, 'month')}`;
    }
    case 'tcf': {
      const { reading, customPurpose } = policy.tcf;
      const custom = customPurpose === null ? '' : `, and custom purpose ${customPurpose}`;
      return `${reading === 'core' ? 'Core purposes' : 'Publisher purposes'} are read${custom}`;
    }
    case 'behaviour': {
      const { kinds, events } = policy.behaviour;
      const counted = [...kinds.map(behaviourTitle), ...events.map((rule) => rule.split(' ')[0] ?? rule)];
      return list(counted) || 'Nothing: views only';
    }
    case 'contactRequests':
      return policy.contactRequests ? 'Taken, and passed to sales' : 'Not taken';
  }
}

export const memoOf = ({ passiveSignalMemos }: PolicyBody, regime: string): string =>
  Object.entries(passiveSignalMemos).find(([id]) => id === regime)?.[1] ?? '';

const list = (names: readonly string[]): string => names.join(', ');
