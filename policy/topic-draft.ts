import { MOST_WILDCARDS, takesInEveryPage, wildcardsIn } from './glob-limits.ts';
import { recognize } from './rules/recognize.ts';
import { RefusedRule, type RuleRefusal, refuse } from './rules/refusals.ts';
import type { Topic } from './topics.ts';

/** What a person writes of a topic; the rest is given by the product. */
export type TopicDraft = Pick<Topic, 'label' | 'kind' | 'paths' | 'campaigns'>;

export const LONGEST_LABEL = 60;
export const MOST_PATTERNS = 50;
const LONGEST_PATTERN = 200;

export type TopicReading = { topic: TopicDraft; refused?: never } | { topic?: never; refused: RuleRefusal };

/** Reads a topic that somebody wrote: a topic, or the first reason why it can be none. */
export function readTopic(written: TopicDraft): TopicReading {
  try {
    return { topic: topicOf(written) };
  } catch (error) {
    if (error instanceof RefusedRule) return { refused: error.refusal };
    throw error;
  }
}

function topicOf({ label: written, kind, paths, campaigns }: TopicDraft): TopicDraft {
  const label = written.trim();
  if (label === '' || label.length > LONGEST_LABEL || /\p{Cc}/u.test(label)) {
    refuse('NP-12', 'label', `A name is one line of 1 to ${LONGEST_LABEL} characters.`, 'Choose a name.');
  }
  refuseSensitive(label, 'label');
  if (kind === 'pages') return { label, kind, paths: readPaths(paths), campaigns: [] };
  return { label, kind, paths: [], campaigns: readCampaigns(campaigns) };
}

function readPaths(written: readonly string[]): string[] {
  const paths = patternsOf(written, 'paths', 'Give one path or more, as /pricing or /docs/**.');
  for (const [index, path] of paths.entries()) {
    const field = `paths.${index}`;
    if (!path.startsWith('/') || /[\s\\#^$()[\]{}|+]/.test(path)) {
      refuse(
        'NP-15',
        field,
        `"${shorten(path)}" is no path of a page.`,
        'A path begins with a slash; * stands for a part, ** for any number of parts.',
      );
    }
    checkPattern(path, field);
    if (takesInEveryPage([path])) everyPage(field);
  }
  if (takesInEveryPage(paths)) everyPage('paths');
  return paths;
}

function everyPage(field: string): never {
  return refuse(
    'NP-12',
    field,
    'It takes in every page of the site.',
    'Name a part of the site. For all pages, a rule can ask for sessions anywhere on the site.',
  );
}

function readCampaigns(written: readonly string[]): string[] {
  const lowered = written.map((value) => value.toLowerCase());
  const values = patternsOf(lowered, 'campaigns', 'Give one campaign or more, as spring-2026.');
  for (const [index, value] of values.entries()) {
    checkPattern(value, `campaigns.${index}`);
    if (/^[*?]+$/.test(value)) {
      refuse('NP-12', `campaigns.${index}`, 'It takes in every campaign.', 'Name the campaign.');
    }
  }
  return values;
}

function patternsOf(written: readonly string[], field: string, alternative: string): string[] {
  const patterns = [...new Set(written.map((each) => each.trim()).filter((each) => each !== ''))];
  if (patterns.length === 0) refuse('NP-12', field, 'A topic without patterns holds nothing.', alternative);
  if (patterns.length > MOST_PATTERNS) {
    refuse('NP-12', field, `A topic holds at most ${MOST_PATTERNS} patterns.`, 'Make several topics of it.');
  }
  return patterns;
}

function checkPattern(pattern: string, field: string): void {
  if (pattern.length > LONGEST_PATTERN || /\p{Cc}/u.test(pattern)) {
    refuse('NP-12', field, `A pattern has at most ${LONGEST_PATTERN} characters.`, 'Shorten it with *.');
  }
  if (wildcardsIn(pattern) > MOST_WILDCARDS) {
    refuse(
      'NP-12',
      field,
      `"${shorten(pattern)}" has more than ${MOST_WILDCARDS} wildcards.`,
      'Use several patterns.',
    );
  }
  refuseSensitive(pattern, field);
}

/** Pages about such things are never looked at, so a topic of them would only promise what can not be. */
function refuseSensitive(text: string, field: string): void {
  const code = recognize(text);
  if (code === 'NP-04') {
    refuse(
      code,
      field,
      `"${shorten(text)}" names what is never looked at.`,
      'Leave these pages out. If the word means something else here, name the topic otherwise.',
    );
  }
  if (code === 'NP-16') refuse(code, field, `"${shorten(text)}" is about children.`);
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
