import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { kindName } from '../../../parts/words.ts';
import { behaviourTitle } from '../behaviour-words.ts';
import { placeName } from '../places.ts';
import { titleOf } from '../words.ts';
import type { Change, Group, Value } from './changes.ts';

type Terms = Pick<PolicyPage, 'purposes' | 'regimes' | 'bases'>;

/** A change for people: what it is about, and both sides of it. */
export interface ChangeInWords {
  subject: string;
  before: string;
  after: string;
}

export function inWords(change: Change, terms: Terms): ChangeInWords {
  return {
    subject: subject(change, terms),
    before: side(change, change.before, terms),
    after: side(change, change.after, terms),
  };
}

const FIELDS: Readonly<Record<string, string>> = {
  'controller name': 'Name of the controller',
  'controller contact': 'Contact of the controller',
  'controller officer': 'Responsible for data protection',
  'consent lifeMonths': 'How long consent holds',
  'consent askAgainMonths': 'When somebody who refused is asked again',
  'tcf reading': 'Part of a TCF string that is read',
  'tcf customPurpose': 'Custom purpose that a TCF string must grant',
};

const MEMBERS: Partial<Record<Group, string>> = {
  establishments: 'Establishment',
  special: 'Pages about special categories of data',
  children: 'Pages made for children',
  countries: 'Audience, by country',
  kinds: 'Audience, by kind of organization',
  behaviour: 'Counted beside views',
  events: 'Counted event of the site',
};

function subject({ group, name }: Change, { purposes, regimes }: Terms): string {
  if (group === 'killed') return 'Collection on this site';
  if (group === 'contactRequests') return 'Requests to be contacted';
  if (group === 'bases') {
    const [purpose = '', regime = ''] = name.split(' ');
    return `${titleOf(purposes, purpose)} · ${titleOf(regimes, regime)}`;
  }
  if (group === 'passiveSignalMemos') return `Memo on request addresses · ${titleOf(regimes, name)}`;
  if (group === 'exemptions') return `Statistics exemption · ${placeName(name)}`;
  return MEMBERS[group] ?? FIELDS[`${group} ${name}`] ?? name;
}

function side({ group, name }: Change, value: Value | undefined, { bases }: Terms): string {
  if (group === 'killed') return value === false ? 'On' : 'Switched off';
  if (group === 'contactRequests') return value === true ? 'Taken' : 'Not taken';
  if (group === 'bases') return titleOf(bases, String(value));
  if (value === undefined) return MEMBERS[group] ? 'Not listed' : 'None';
  if (group === 'establishments' || group === 'countries') return placeName(name);
  if (group === 'kinds') return kindName(name);
  if (group === 'behaviour') return behaviourTitle(name);
  if (group === 'events' || group === 'special' || group === 'children') return name;
  if (group === 'consent') return `${String(value)} months`;
  if (name === 'reading') return value === 'core' ? 'Core purposes' : 'Publisher purposes';
  return value === null || value === '' ? 'None' : String(value);
}
