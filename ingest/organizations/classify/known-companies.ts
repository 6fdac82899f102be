import { COMPANIES } from './curated/companies.ts';
import { foldName } from './fold-name.ts';

export interface KnownCompany {
  name: string;
  /** ISO 3166-1 alpha-2 of the head office. */
  country: string;
}

interface Entry extends KnownCompany {
  words: string[];
  exact: boolean;
}

/**
 * Compiles the table of widely known companies. The function finds the one that a name (folded words, legal forms
 * taken away) belongs to: the longest match wins.
 */
export function knownCompanyReader(): (core: readonly string[]) => KnownCompany | null {
  const byFirstWord = new Map<string, Entry[]>();
  for (const line of COMPANIES.trim().split('\n')) {
    const country = line.slice(0, 2);
    for (const entry of line.slice(4).split(';')) {
      const [label = '', spellings] = entry.trim().split('=');
      const name = label.replace(/!$/, '');
      for (const spelling of (spellings ?? label).split('|')) {
        const words = foldName(spelling).split(' ');
        const key = words[0];
        if (!key) continue;
        const list = byFirstWord.get(key) ?? [];
        list.push({ name, country, words, exact: spelling.endsWith('!') });
        byFirstWord.set(key, list);
      }
    }
  }
  return (core) => {
    let best: Entry | null = null;
    for (const entry of byFirstWord.get(core[0] ?? '') ?? []) {
      const { words, exact } = entry;
      if (exact ? core.length !== words.length : core.length < words.length) continue;
      if (!words.every((word, index) => core[index] === word)) continue;
      if (best === null || words.length > best.words.length) best = entry;
    }
    return best && { name: best.name, country: best.country };
  };
}
