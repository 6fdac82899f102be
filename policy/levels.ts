import type { Purpose } from './purposes.ts';

/**
 * How much of a visit may be kept, least first. A level says what is stored, which identifier
 * exists, whether an alert may feed on it and how long it lives.
 */
export const LEVELS = ['DROP', 'COUNT', 'ORG', 'VISITOR'] as const;

export type Level = (typeof LEVELS)[number];

/** Position of a level in {@link LEVELS}: 0 keeps nothing, 3 keeps the most. */
export function levelRank(level: Level): number {
  return LEVELS.indexOf(level);
}

/** The highest level that a set of purposes reaches. */
export function levelFor(purposes: readonly Purpose[]): Level {
  if (purposes.includes('recognise_visitor')) return 'VISITOR';
  if (purposes.includes('identify_org')) return 'ORG';
  return purposes.includes('measure') ? 'COUNT' : 'DROP';
}

/** What may be kept on the visitor's device. */
export type Storage = 'none' | 'first_party';

/**
 * What tells visits apart: nothing; a pseudonym whose key is destroyed after a day; a random number that the page keeps.
 */
export type VisitorId = 'none' | 'daily' | 'random';

/** Parts of an event that may be stored. */
export const FIELDS = [
  'page',
  'referrer_host',
  'device',
  'browser',
  'country',
  'campaign',
  'organization',
  'topic',
  'sessions',
  'quarter',
  'visitor',
  'time',
  'dwell',
  'scroll',
] as const;
export type Field = (typeof FIELDS)[number];

/** How long, in words and as the warehouse's tables expire them. */
export interface Retention {
  /** Days that single events are kept; 0 where none are. */
  eventDays: number;
  /** Months that sums are kept. */
  sumMonths: number;
}

interface LevelContents {
  storage: Storage;
  visitorId: VisitorId;
  fields: readonly Field[];
  retention: Retention;
}

const COUNTED: readonly Field[] = [
  'page',
  'referrer_host',
  'device',
  'browser',
  'country',
  'campaign',
  'topic',
];
const NAMED: readonly Field[] = [...COUNTED, 'organization', 'sessions', 'quarter'];

/** What each level holds; the gate narrows it further. */
export const LEVEL_CONTENTS: Record<Level, LevelContents> = {
  DROP: { storage: 'none', visitorId: 'none', fields: [], retention: { eventDays: 0, sumMonths: 13 } },
  COUNT: { storage: 'none', visitorId: 'none', fields: COUNTED, retention: { eventDays: 0, sumMonths: 25 } },
  ORG: { storage: 'none', visitorId: 'daily', fields: NAMED, retention: { eventDays: 30, sumMonths: 24 } },
  VISITOR: {
    storage: 'first_party',
    visitorId: 'random',
    fields: [...NAMED, 'visitor', 'time', 'dwell', 'scroll'],
    retention: { eventDays: 183, sumMonths: 24 },
  },
};
