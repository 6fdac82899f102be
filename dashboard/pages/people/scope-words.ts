import type { Scope } from '../../../api/contract.ts';

/** What a key may do, in words. */
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  'alerts:read': 'Read alerts',
  'alerts:write': 'Say what became of alerts',
  'organizations:read': 'Read organizations',
};

export const scopesInWords = (scopes: readonly Scope[]): string =>
  scopes.map((scope, index) => lower(SCOPE_WORDS[scope], index)).join(', ') || 'may do nothing';

const lower = (words: string, index: number): string =>
  index === 0 ? words : words.charAt(0).toLowerCase() + words.slice(1);
