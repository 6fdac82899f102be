/** Letters that Unicode does not take apart into a base letter and a mark. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * A name as lower-case words of a-z and 0-9, one space between, so that spellings can be compared: accents and
 * apostrophes go, dotted abbreviations close up ("S.p.A." is "spa", "A/S" is "as", "sp. z o.o." is "sp z oo").
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’`´]/g, '')
    .replace(/(?<![a-z0-9])([a-z])[./](?=\s?[a-z](?![a-z0-9]))\s?/g, '$1')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
