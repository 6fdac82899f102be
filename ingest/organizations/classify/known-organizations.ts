import { foldName } from '../../../policy/fold-name.ts';
import { COMPANIES } from './curated/companies.ts';
import { INSTITUTIONS } from './curated/institutions.ts';
import { isOrganizationKind, type OrganizationKind } from './kinds.ts';

export interface KnownOrganization {
  name: string;
  kind: OrganizationKind;
  /** ISO 3166-1 alpha-2 of the head office. */
  country: string;
}

export interface Match extends KnownOrganization {
  /** How many words of the name matched. */
  length: number;
}

interface Entry extends KnownOrganization {
  words: string[];
  exact: boolean;
}

/**
 * Compiles the tables of widely known companies and institutions. The function finds the one that a name (folded
 * words, legal forms taken away) belongs to: the longest match wins.
 */
export function knownOrganizationReader(): (core: readonly string[]) => Match | null {
  const byFirstWord = new Map<string, Entry[]>();
  const add = (line: string, kind: OrganizationKind): void => {
    const country = line.slice(0, 2);
    for (const entry of line.slice(4).split(';')) {
      const [label = '', spellings] = entry.trim().split('=');
      const name = label.replace(/!$/, '');
      for (const spelling of (spellings ?? label).split('|')) {
        const words = foldName(spelling).split(' ');
        const key = words[0];
        if (!key) continue;
        const list = byFirstWord.get(key) ?? [];
        list.push({ name, kind, country, words, exact: spelling.endsWith('!') });
        byFirstWord.set(key, list);
      }
    }
  };
  for (const line of COMPANIES.trim().split('\n')) add(line, 'business');
  for (const line of INSTITUTIONS.trim().split('\n')) {
    const [, kind = '', rest = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (isOrganizationKind(kind)) add(rest, kind);
  }
  return (core) => {
    let best: Entry | null = null;
    for (const entry of byFirstWord.get(core[0] ?? '') ?? []) {
      const { words, exact } = entry;
      if (exact ? core.length !== words.length : core.length < words.length) continue;
      if (!words.every((word, index) => core[index] === word)) continue;
      if (best === null || words.length > best.words.length) best = entry;
    }
    return best && { name: best.name, kind: best.kind, country: best.country, length: best.words.length };
  };
}
