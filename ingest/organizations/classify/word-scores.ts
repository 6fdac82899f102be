import { WORD_WEIGHTS } from './curated/word-weights.ts';
import { SCORED_KINDS, type ScoredKind } from './kinds.ts';

export type Scores = Record<ScoredKind, number>;

export const noScores = (): Scores => Object.fromEntries(SCORED_KINDS.map((kind) => [kind, 0])) as Scores;

type Weighted = readonly [ScoredKind, number];

/** One pattern counts fully, more of the same kind add less and less: ten hints are not a certainty. */
const DAMPING = 0.5;

/** Compiles the table of words once. The function adds up what a name's words say, by kind. */
export function wordScorer(): (words: readonly string[]) => Scores {
  const whole = new Map<string, Weighted[]>();
  const starts = new Map<string, Weighted[]>();
  const ends = new Map<string, Weighted[]>();
  const inside: [string, Weighted][] = [];
  for (const [kind, weight, patterns] of WORD_WEIGHTS) {
    for (const pattern of patterns.split(' ')) {
      const text = pattern.replaceAll('*', '').replaceAll('_', ' ');
      const entry: Weighted = [kind, weight];
      if (pattern.startsWith('*') && pattern.endsWith('*')) inside.push([text, entry]);
      else if (pattern.endsWith('*')) add(starts, text, entry);
      else if (pattern.startsWith('*')) add(ends, text, entry);
      else add(whole, text, entry);
    }
  }

  return (words) => {
    const found = new Map<ScoredKind, { positive: number[]; negative: number }>();
    const take = (entries: readonly Weighted[] | undefined): void => {
      for (const [kind, weight] of entries ?? []) {
        const sums = found.get(kind) ?? { positive: [], negative: 0 };
        if (weight > 0) sums.positive.push(weight);
        else sums.negative += weight;
        found.set(kind, sums);
      }
    };
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? '';
      takeBest(word, whole, starts, ends, inside, take);
      let phrase = word;
      for (let end = at + 1; end < Math.min(words.length, at + 5); end += 1) {
        phrase += ` ${words[end] ?? ''}`;
        take(whole.get(phrase));
      }
    }
    const scores = noScores();
    for (const [kind, { positive, negative }] of found) {
      positive.sort((a, b) => b - a);
      let factor = 1;
      for (const weight of positive) {
        scores[kind] += weight * factor;
        factor *= DAMPING;
      }
      scores[kind] += negative;
    }
    return scores;
  };
}

/** Of the patterns that one word matches for a kind, only the strongest counts; exceptions always count. */
function takeBest(
  word: string,
  whole: Map<string, Weighted[]>,
  starts: Map<string, Weighted[]>,
  ends: Map<string, Weighted[]>,
  inside: readonly [string, Weighted][],
  take: (entries: readonly Weighted[]) => void,
): void {
  const matches: Weighted[] = [...(whole.get(word) ?? [])];
  for (let length = 2; length <= word.length; length += 1) {
    matches.push(...(starts.get(word.slice(0, length)) ?? []));
    // A word that is only the ending says more, and has an entry of its own.
    if (length < word.length) matches.push(...(ends.get(word.slice(-length)) ?? []));
  }
  for (const [text, entry] of inside) if (word.includes(text)) matches.push(entry);
  const best = new Map<ScoredKind, number>();
  for (const [kind, weight] of matches) {
    if (weight < 0) take([[kind, weight]]);
    else best.set(kind, Math.max(best.get(kind) ?? 0, weight));
  }
  for (const [kind, weight] of best) take([[kind, weight]]);
}

function add(map: Map<string, Weighted[]>, key: string, entry: Weighted): void {
  map.set(key, [...(map.get(key) ?? []), entry]);
}
