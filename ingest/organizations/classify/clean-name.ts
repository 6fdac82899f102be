import { foldName } from '../../../policy/fold-name.ts';

/**
 * What registries put around names, taken away: handles in front ("ACME-AS Acme Ltd", "ACME-NET-2 - Acme Ltd"),
 * trading styles behind, stray quotes. The result still has its legal form.
 */
export function cleanName(raw: string): { name: string; tradingAs: boolean } {
  let name = raw
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  name = /^[A-Z0-9][A-Z0-9_.-]* - (.{3,})$/.exec(name)?.[1] ?? name;
  name = /^[\w.&-]+-(?:AS|ASN|NET|LIR|AP)(?:-\w+)? (.{3,})$/i.exec(name)?.[1] ?? name;
  name = withoutHandle(name)
    .replace(/^AS\d+\s+/i, '')
    .replace(/^(?:Autonomous System|ASN?) (?:for|of) /i, '');
  const trading = / (?:trading as|t\/a|d\/b\/a|doing business as)\b/i.exec(name);
  if (trading) name = name.slice(0, trading.index);
  // "ACME Inc. (formerly Foo)" and the like.
  name = name.replace(/\s*\([^)]{12,}\)?\s*$/, '');
  return { name: name.replace(/^["'\s]+|[\s,;]+$/g, '').replaceAll('"', ''), tradingAs: trading !== null };
}

/** "Moneroj-ca Moneroj s.r.o.", "4b42 4b42 UG": a handle in front that only repeats the name. */
function withoutHandle(name: string): string {
  const [, handle = '', rest = ''] = /^(\S+) (.{3,})$/.exec(name) ?? [];
  const letters = foldName(handle).replaceAll(' ', '');
  const start = foldName(rest)
    .replaceAll(' ', '')
    .slice(0, Math.max(4, letters.length - 4));
  const repeats = handle.includes('-')
    ? start.length >= 4 && letters.startsWith(start)
    : rest.startsWith(`${handle} `);
  return repeats ? rest : name;
}

const NOT_NAMES =
  /^(?:n\/?a|none|unknown|private|reserved|-?reserved as-?|unallocated|unspecified|test|default|as\d+|asn? ?\d*|internet|network|headquarters|customer|various|individual|admin\w*|org-\w+|[a-z]{2}-\w+-\d+)$/i;

/** Whether this can be shown as a name at all: numbers, handles and postal addresses can not. */
export function isName(name: string): boolean {
  if ((name.match(/\p{L}/gu) ?? []).length < 3) return false;
  if (NOT_NAMES.test(name) || name.includes('#')) return false;
  // Postal addresses in the place of names: "No.3 Huatian Road", "6/F, ...", "Qingdao,266000".
  if (/^(?:no\.?\s?\d|\d+\/f\b|room \d|floor \d|\d+f,)/i.test(name) || /,\s?\d{5,6}$/.test(name))
    return false;
  if (/\b(?:province|road|street|building no)\b.*(?:p\.?r\.?\s?china|,)/i.test(name)) return false;
  return true;
}
