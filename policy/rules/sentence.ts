import {
  type AttributeCondition,
  type Condition,
  type CountCondition,
  INDUSTRIES,
  type List,
} from './condition.ts';
import { COUNTRY_NAMES } from './country-names.ts';

/** What a sentence must know of the topics that a condition names. */
export type TopicWords = ReadonlyMap<number, { label: string; kind: 'pages' | 'campaign' }>;

const KIND_WORDS: Readonly<Record<string, string>> = {
  business: 'a business',
  education: 'a place of education',
  government: 'a public body',
  healthcare: 'a healthcare provider',
};

const LIST_WORDS: Record<List, string> = {
  prospects: 'a prospect',
  clients: 'a client',
  watchlist: 'on the watchlist',
};

/**
 * A condition as one English sentence without a full stop. It is a fact of the published notice: a word that changes here
 * makes every notice stale that tells of such a rule.
 */
export function conditionSentence(condition: Condition, topics: TopicWords): string {
  const text = clause(condition, topics, true);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function clause(condition: Condition, topics: TopicWords, outermost: boolean): string {
  if ('all' in condition) return group(condition.all, ', and ', topics, outermost);
  if ('any' in condition) return group(condition.any, ', or ', topics, outermost);
  if ('atLeast' in condition) return countClause(condition, topics);
  if ('list' in condition) return `the organization is ${LIST_WORDS[condition.list]}`;
  return attributeClause(condition);
}

/** A group within a group stands in brackets, so that nobody has to know whether "and" or "or" binds first. */
function group(parts: readonly Condition[], word: string, topics: TopicWords, outermost: boolean): string {
  const text = parts.map((part) => clause(part, topics, false)).join(word);
  return outermost ? text : `(${text})`;
}

function countClause({ atLeast, count, topic, within, earlier }: CountCondition, topics: TopicWords): string {
  const place = topic === 'site' ? 'anywhere on the site' : topicPlace(topic, topics);
  const span =
    earlier === undefined
      ? `within ${within} ${within === 1 ? 'day' : 'days'}`
      : `between ${earlier} and ${within} days ago`;
  return count === 'sessions'
    ? `at least ${atLeast} ${atLeast === 1 ? 'session' : 'sessions'} ${place} ${span}`
    : `sessions ${place} on at least ${atLeast} ${atLeast === 1 ? 'day' : 'different days'} ${span}`;
}

function topicPlace(id: number, topics: TopicWords): string {
  const topic = topics.get(id);
  if (!topic) return 'on a topic that was removed';
  return topic.kind === 'campaign' ? `from the campaign ${topic.label}` : `on ${topic.label}`;
}

function attributeClause({ attribute, in: values }: AttributeCondition): string {
  const words = (nameOf: (value: string) => string | undefined): string =>
    values.map((value) => nameOf(value) ?? value).join(' or ');
  switch (attribute) {
    case 'country':
      return `the organization is in ${words((code) => COUNTRY_NAMES.get(code))}`;
    case 'kind':
      return `the organization is ${words((kind) => KIND_WORDS[kind])}`;
    case 'industry':
      return `the industry of the organization is ${words((letter) => INDUSTRIES[letter])}`;
    case 'size':
      return `the organization has ${words((size) => size.replace('+', ' or more'))} people`;
  }
}
