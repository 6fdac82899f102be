import { GIVEN_NAMES } from './curated/given-names.ts';

/** Words that people's names do not hold, though they are short. */
const NOT_A_PERSON =
  /\b(and|und|et|of|the|group|bank|net|network|networks|systems|services|media|college|university|hospital|school|county|city|foundation|fund|church|club|institute|labs?|partners|associates|memorial|sons|brothers|industries|insurance|technology|technologies|it|online|cloud|hosting|digital|studio|studios|park|energy|center|centre|house|island|islands|river|valley|hotels?|airport|international|consulting|telecom|internet|communications|isd|health|homes|motors|foods|brands|company|stores?|clinic|capital|financial|rowe|healthcare|medical|ministries|ministry|trust|associazione|association|agency|design|engineering|transport|logistics|auto|law|holdings|realty|properties|security|global|enterprises|electric|publishing|foods?|farms?|music|studio|store|shop|solutions|service|company|limited)\b/;

/** Patronymics of East Slavic names. */
const PATRONYMIC = /(ovich|evich|ovych|yovych|ovna|evna|ivna|yivna)$/;

/**
 * Whether folded words without a legal form look like the name of a person. A network that one person registered
 * must never be shown as an organization, so in doubt the answer is yes.
 */
export function personNameReader(): (words: readonly string[]) => boolean {
  const given = new Set(GIVEN_NAMES.trim().split(/\s+/));
  return (words) => {
    if (words.length < 2 || words.length > 5) return false;
    if (words.some((word) => /\d/.test(word)) || NOT_A_PERSON.test(words.join(' '))) return false;
    if (words.some((word) => PATRONYMIC.test(word))) return true;
    if (given.has(words[0] ?? '')) return true;
    // "Surname Given": some registries write the family name first.
    return given.has(words.at(-1) ?? '') && words.length <= 3;
  };
}
