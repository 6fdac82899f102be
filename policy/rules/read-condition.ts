import {
  ATTRIBUTES,
  type Attribute,
  type Condition,
  type CountCondition,
  INDUSTRIES,
  LISTS,
  needsSessions,
  ORGANIZATION_KINDS,
  SIZES,
  SPANS,
} from './condition.ts';
import { COUNTRY_NAMES } from './country-names.ts';
import { recognize } from './recognize.ts';
import { type RefusalCode, RefusedRule, refuse } from './refusals.ts';
import { type RuleTopic, topicIdsIn } from './rule.ts';

/** Conditions of a rule, groups among them. */
export const MOST_CONDITIONS = 40;
export const DEEPEST = 4;
const MOST_COUNTED = 1000;

const KINDS = ['all', 'any', 'atLeast', 'attribute', 'list'] as const;
type Kind = (typeof KINDS)[number];

const KEYS: Record<Kind, readonly string[]> = {
  all: ['all'],
  any: ['any'],
  atLeast: ['atLeast', 'count', 'topic', 'within', 'earlier'],
  attribute: ['attribute', 'in'],
  list: ['list'],
};

const VALUES: Record<Attribute, readonly string[] | ReadonlyMap<string, string>> = {
  country: COUNTRY_NAMES,
  kind: ORGANIZATION_KINDS,
  industry: Object.keys(INDUSTRIES),
  size: SIZES,
};

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a condition that somebody wrote, whatever it is. A group of one is read as the one.
 *
 * @param topics the topics of the site
 * @throws RefusedRule with the first thing that a rule may not hold
 */
export function readCondition(
  json: unknown,
  topics: ReadonlyMap<number, RuleTopic>,
  field = 'condition',
): Condition {
  const read = new ConditionReader(topics);
  const condition = read.condition(json, field, 1);
  if (!needsSessions(condition)) {
    refuse('NP-05', field, 'It can be fulfilled without any session, by facts and lists alone.');
  }
  for (const id of topicIdsIn(condition)) checkTopic(topics.get(id), field);
  return condition;
}

/** A condition that was stored; null when it can not be read any more, as when a topic of it is gone. */
export function storedCondition(json: unknown, topics: ReadonlyMap<number, RuleTopic>): Condition | null {
  try {
    return readCondition(json, topics);
  } catch (error) {
    if (error instanceof RefusedRule) return null;
    throw error;
  }
}

/** A topic whose own name says what may not be looked at. */
function checkTopic(topic: RuleTopic | undefined, field: string): void {
  if (!topic) return;
  if (/\b(child|children|kids?)\b/i.test(topic.label)) {
    refuse('NP-16', field, `The topic ${topic.label} is for children.`);
  }
}

class ConditionReader {
  readonly #topics: ReadonlyMap<number, RuleTopic>;
  #read = 0;

  constructor(topics: ReadonlyMap<number, RuleTopic>) {
    this.#topics = topics;
  }

  condition(json: unknown, field: string, depth: number): Condition {
    this.#read += 1;
    if (this.#read > MOST_CONDITIONS) {
      refuse(
        'NP-12',
        field,
        `A rule holds at most ${MOST_CONDITIONS} conditions.`,
        'Make several rules of it.',
      );
    }
    if (!isObject(json)) return refuse('NP-12', field, 'A condition is an object.');
    const kind = this.#kindOf(json, field);
    switch (kind) {
      case 'all':
      case 'any':
        return this.#group(kind, json, field, depth);
      case 'atLeast':
        return this.#count(json, field);
      case 'attribute':
        return readAttribute(json, field);
      case 'list':
        return { list: oneOf(LISTS, json.list, `${field}.list`) };
    }
  }

  #kindOf(json: JsonObject, field: string): Kind {
    const kinds = KINDS.filter((each) => Object.hasOwn(json, each));
    const known = kinds.flatMap((kind) => KEYS[kind]);
    for (const key of Object.keys(json)) {
      if (!known.includes(key)) refuseWord(key, `${field}.${shorten(key)}`, 'NP-12');
    }
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) {
      return refuse('NP-12', field, `A condition is exactly one of ${listed(KINDS)}.`);
    }
    return kind;
  }

  #group(kind: 'all' | 'any', json: JsonObject, field: string, depth: number): Condition {
    const parts = json[kind];
    const at = `${field}.${kind}`;
    if (!Array.isArray(parts) || parts.length === 0) {
      return refuse('NP-12', at, `"${kind}" is a list of one condition or more.`);
    }
    // Before anything in it is looked at: a list of ten thousand costs no more than one of fifty.
    if (parts.length > MOST_CONDITIONS) {
      refuse('NP-12', at, `A rule holds at most ${MOST_CONDITIONS} conditions.`, 'Make several rules of it.');
    }
    if (depth >= DEEPEST) {
      refuse(
        'NP-12',
        at,
        `Groups stand at most ${DEEPEST - 1} deep in each other.`,
        'Make several rules of it.',
      );
    }
    const read = parts.map((part, index) => this.condition(part, `${at}.${index}`, depth + 1));
    const [only] = read;
    if (read.length === 1 && only) return only;
    return kind === 'all' ? { all: read } : { any: read };
  }

  #count(json: JsonObject, field: string): CountCondition {
    const { atLeast } = json;
    if (typeof atLeast === 'number' && atLeast < 1) {
      refuse('NP-08', `${field}.atLeast`, 'At least none holds for everybody, seen or not.');
    }
    const count = oneOf(['sessions', 'days'] as const, json.count, `${field}.count`);
    const within = readSpan(json.within, `${field}.within`);
    const wanted = whole(atLeast, 1, count === 'days' ? within : MOST_COUNTED, `${field}.atLeast`);
    const topic = this.#topic(json.topic, `${field}.topic`);
    if (json.earlier === undefined) return { atLeast: wanted, count, topic, within };
    const earlier = whole(json.earlier, 1, within - 1, `${field}.earlier`);
    return { atLeast: wanted, count, topic, within, earlier };
  }

  #topic(value: unknown, field: string): number | 'site' {
    if (value === 'site') return value;
    if (typeof value === 'string') {
      if (/[/*?^$\\]|https?:|www\./i.test(value)) {
        refuse('NP-15', field, `"${shorten(value)}" is an address or a pattern.`);
      }
      const code = recognize(value);
      if (code === 'NP-04' || code === 'NP-16') refuseWord(value, field, code);
    }
    if (typeof value !== 'number' || !this.#topics.has(value)) {
      return refuse(
        'NP-12',
        field,
        'This is no topic of the site.',
        'Choose a topic of the site, or make one.',
      );
    }
    return value;
  }
}

function readAttribute(json: JsonObject, field: string): Condition {
  const attribute = oneOf(ATTRIBUTES, json.attribute, `${field}.attribute`);
  const at = `${field}.in`;
  const values = json.in;
  if (!Array.isArray(values) || values.length === 0 || values.length > COUNTRY_NAMES.size) {
    return refuse('NP-12', at, '"in" is a list of one value or more.');
  }
  const allowed = VALUES[attribute];
  const isAllowed = (value: string): boolean =>
    'includes' in allowed ? allowed.includes(value) : allowed.has(value);
  const read: string[] = [];
  for (const [index, value] of values.entries()) {
    if (typeof value !== 'string') return refuse('NP-12', `${at}.${index}`, 'A value is text.');
    if (!isAllowed(value)) refuseWord(value, `${at}.${index}`, 'NP-12');
    if (!read.includes(value)) read.push(value);
  }
  return { attribute, in: read };
}

function readSpan(value: unknown, field: string): CountCondition['within'] {
  const span = SPANS.find((each) => each === value);
  if (span !== undefined) return span;
  if (typeof value === 'number' && value > 30) refuse('NP-11', field, `${value} days are too long.`);
  if (typeof value === 'string') refuseWord(value, field, 'NP-12');
  return refuse('NP-12', field, 'The days are 1, 7, 14 or 30.', 'Choose 1, 7, 14 or 30 days.');
}

/** @throws RefusedRule */
export function whole(value: unknown, least: number, most: number, field: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  const range = most < least ? `There is room for none` : `It is a whole number from ${least} to ${most}`;
  return refuse('NP-12', field, `${range}.`, 'Choose another number.');
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, field: string): T {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  if (typeof value === 'string') refuseWord(value, field, 'NP-12');
  return refuse('NP-12', field, `It is one of ${listed(allowed)}.`);
}

/** @throws RefusedRule with the code that the word gives away */
export function refuseWord(word: string, field: string, otherwise: RefusalCode): never {
  return refuse(recognize(word) ?? otherwise, field, `"${shorten(word)}" is nothing that a rule may hold.`);
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const listed = (words: readonly string[]): string =>
  `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
