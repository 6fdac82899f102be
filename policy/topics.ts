import picomatch from 'picomatch';
import { WHOLE_SITE } from './rollup.ts';

/** A named group of pages, or a campaign that visits come by. */
export interface Topic {
  id: number;
  slug: string;
  label: string;
  kind: 'pages' | 'campaign';
  /** Globs over path templates: `*` stays within a segment, `**` crosses them. A campaign has none. */
  paths: string[];
  /** Globs over values of `utm_campaign`, in lower case. Pages have none. */
  campaigns: string[];
}

/** Only `*`, `**` and `?` mean something: everything else in a path is itself. */
export const GLOB_OPTIONS = {
  dot: true,
  nobrace: true,
  nobracket: true,
  noextglob: true,
  nonegate: true,
  strictSlashes: false,
  regex: false,
} as const;

/** Whether a path is among those that globs name; false for all when there are none. */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], GLOB_OPTIONS);
}

/** Finds the topic of a page: the first that matches, in the order the officer gave them. */
export function topicMatcher(
  topics: readonly Pick<Topic, 'id' | 'kind' | 'paths'>[],
): (page: string) => number {
  return firstMatch(topics.filter(({ kind }) => kind === 'pages').map(({ id, paths }) => [id, paths]));
}

/** Finds the campaign of a value in lower case: the first that matches. A value that no campaign names means nothing. */
export function campaignMatcher(
  topics: readonly Pick<Topic, 'id' | 'kind' | 'campaigns'>[],
): (value: string) => number {
  const campaigns = topics.filter(({ kind }) => kind === 'campaign');
  const find = firstMatch(campaigns.map((topic) => [topic.id, topic.campaigns]));
  return (value) => (value === '' ? WHOLE_SITE : find(value));
}

function firstMatch(groups: readonly (readonly [number, readonly string[]])[]): (text: string) => number {
  const matchers = groups.map(([id, globs]) => ({ id, matches: pathMatcher(globs) }));
  return (text) => matchers.find(({ matches }) => matches(text))?.id ?? WHOLE_SITE;
}
