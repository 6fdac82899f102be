import { foldName } from '../../../policy/fold-name.ts';
import type { LegalForms } from './legal-forms.ts';

/** Words that stay small inside of a name. */
const SMALL = new Set(
  'of the and for in on at de del der des di da do dos das du la le les el los las y e et und van von voor fur fuer zu zum zur im am a an og och i w z na ve'.split(
    ' ',
  ),
);

/** Short words that are no abbreviations, though written in capitals; other words of up to three stay capitals. */
const WORDS = new Set(
  'air all art bay big box car cat cim day dog eye far fax fit fly fox gas hub ice ink inn joy key kid lab law led max met mid net new now oak odd off oil old one our out own pan pay pet pro red sat san sea six sky sol sun tax tea tec tel ten tex the tip top toy two van via vox web win yes zen zoo bank blue care city data east fair farm fire food fund gold hill home king lake land life line link live luna main mega mind moon next nova nord north open park path peak pine port pure rail real rice road rock rose sage sand save ship shop show side silk snow soft star sure team tech time town tree true urban very view vine wave west wide wild wind wine wise wolf wood work yard zone'.split(
    ' ',
  ),
);

export interface WrittenName {
  name: string;
  /** What was taken away behind the name, as the registry spells it, or ''. */
  legalForm: string;
}

/**
 * A name as people write it: without its legal form, not shouted. Abbreviations stay in capitals.
 *
 * @param name Cleaned name, as the registry spells it.
 */
export function displayName(name: string, readForms: (folded: string) => LegalForms): WrittenName {
  const tokens = name.split(/\s+/);
  const core = readForms(foldName(name)).core.join(' ');
  const kept = withoutForms(tokens, core);
  const text = kept.join(' ').replace(/^[\s,.;:&-]+|[\s,;:&-]+$/g, '');
  const letters = text.replace(/[^\p{L}]/gu, '');
  const shouted = letters.length > 4 && letters === letters.toUpperCase();
  const tidy = shouted ? text.split(' ').map(unshout).join(' ') : text;
  return { name: tidy.slice(0, 80).trim(), legalForm: formBehind(tokens, kept) };
}

function formBehind(tokens: readonly string[], kept: readonly string[]): string {
  const start = tokens.indexOf(kept[0] ?? '');
  const form = tokens.slice(start + kept.length).join(' ');
  return form.length <= 40 ? form.replace(/^[\s,;:&-]+|[\s,;:]+$/g, '') : '';
}

/** The run of written words that folds to the core. */
function withoutForms(tokens: string[], core: string): string[] {
  for (let start = 0; start < tokens.length; start += 1) {
    for (let end = tokens.length; end > start; end -= 1) {
      const run = tokens.slice(start, end);
      const folded = foldName(run.join(' '));
      if (folded === core) return run;
      if (folded.length < core.length) break;
    }
  }
  return tokens;
}

function unshout(word: string, index: number): string {
  const lower = word.toLowerCase();
  const bare = lower.replace(/[^\p{L}]/gu, '');
  if (index > 0 && SMALL.has(bare)) return lower;
  if (/\d/.test(word) || word.includes('&')) return word;
  if (bare.length <= 3 && !WORDS.has(bare) && !SMALL.has(bare)) return word;
  // Without a vowel nobody can say it as a word.
  if (bare.length <= 5 && !/[aeiouyäöüåøæáéíóú]/.test(bare)) return word;
  return lower.replace(
    /(^|[-/.(])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
