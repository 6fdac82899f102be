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

/** Finds the topic of a page: the first that matches, in the order the officer gave them. */
export function topicMatcher(topics: readonly Topic[]): (page: string) => number {
  const matchers = topics.map((topic) => ({
    id: topic.id,
    // Only `*`, `**` and `?` mean something: everything else in a path is itself.
    matches: picomatch(topic.paths, {
      dot: true,
      nobrace: true,
      nobracket: true,
      noextglob: true,
      nonegate: true,
      strictSlashes: false,
      regex: false,
    }),
  }));
  return (page) => matchers.find((topic) => topic.matches(page))?.id ?? WHOLE_SITE;
}
