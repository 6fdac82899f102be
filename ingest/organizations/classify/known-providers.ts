import { foldName } from '../../../policy/fold-name.ts';
import { PROVIDER_NAMES } from './curated/provider-names.ts';
import type { CuratedNetwork } from './curated-networks.ts';

/** Words that may follow a provider's name in the name of another of its companies. */
const TAILS = new Set(
  'international global group holding holdings service services europe european emea apac asia pacific america americas north south latin usa us uk gb eu de fr nl network networks technology technologies tech communications operations business online cloud india deutschland germany france italia italy espana spain portugal nederland netherlands belgium luxembourg suisse schweiz switzerland austria osterreich oesterreich sverige sweden norge norway danmark denmark suomi finland ireland polska poland czech hungary romania bulgaria greece turkey turkiye israel canada mexico brasil brazil argentina chile colombia peru australia zealand new japan korea china hong kong hongkong taiwan singapore malaysia thailand indonesia vietnam philippines kenya nigeria ghana tanzania uganda zambia rwanda egypt gulf middle east com iot labs it solutions and trust'.split(
    ' ',
  ),
);

/**
 * Providers have many autonomous systems, and the tables hold some of each: the same name under another number is
 * the same provider. The function takes the folded words of a name without its legal form.
 */
export function knownProviderReader(
  curated: ReadonlyMap<number, CuratedNetwork>,
): (core: readonly string[]) => CuratedNetwork | null {
  const byName = new Map<string, CuratedNetwork>();
  for (const network of curated.values()) {
    const key = foldName(network.name);
    // Short single words are too often somebody else's name as well.
    if (key.length >= 4 && !byName.has(key)) byName.set(key, network);
  }
  for (const [kind, names] of PROVIDER_NAMES) {
    for (const name of names.split(';')) byName.set(foldName(name), { kind, name: name.trim() });
  }
  return (core) => {
    for (let length = core.length; length > 0; length -= 1) {
      const name = core.slice(0, length).join(' ');
      const found = byName.get(name);
      if (found && length === core.length) return found;
      if (found && name.length > 4 && core.slice(length).every((word) => TAILS.has(word))) return found;
    }
    return null;
  };
}
