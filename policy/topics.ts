import picomatch from 'picomatch';
import { WHOLE_SITE } from './rollup.ts';

/** A named group of pages. */
export interface Topic {
  id: number;
  slug: string;
  label: string;
  /** Globs over path templates: `*` stays within a segment, `**` crosses them. */
  paths: string[];
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
export function topicMatcher(topics: readonly Topic[]): (page: string) => number {
  const matchers = topics.map((topic) => ({
    id: topic.id,
    matches: pathMatcher(topic.paths),
  }));
  return (page) => matchers.find((topic) => topic.matches(page))?.id ?? WHOLE_SITE;
}
