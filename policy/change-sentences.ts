import { type Answer, type ChangedCase, type Direction, PLACES } from './difference.ts';
import type { Decision } from './gate.ts';
import { FIELDS, type Field } from './levels.ts';
import { placesInWords } from './place-words.ts';
import { PURPOSES, type Purpose } from './purposes.ts';

/** A change of policy, or a part of it, as an officer reads it. */
export interface ChangeSentence {
  direction: Direction | 'neutral';
  text: string;
}

/** What becomes of one kind of visit: the words, and the answers and networks it holds for. */
interface Movement {
  direction: Direction;
  words: string;
  /** For each answer, whether networks of organizations, others or both are concerned. */
  answers: Map<Answer, Set<boolean>>;
}

/**
 * Changed cases in plain sentences: places that move alike share one. Somebody who answers differently for each purpose is
 * told of in numbers, because there are too many such answers to name.
 */
export function changeSentences(changed: readonly ChangedCase[]): ChangeSentence[] {
  const groups = new Map<string, ChangeSentence & { places: string[] }>();
  const add = (place: string, sentence: ChangeSentence): void => {
    const key = `${sentence.direction} ${sentence.text}`;
    const known = groups.get(key);
    if (known) known.places.push(place);
    else groups.set(key, { ...sentence, places: [place] });
  };
  for (const [place, cases] of byPlace(changed)) {
    for (const movement of movementsOf(cases)) {
      add(place, { direction: movement.direction, text: `: ${conditions(movement)}, ${movement.words}.` });
    }
    const mixed = mixedSentence(cases);
    if (mixed) add(place, mixed);
  }
  return [...groups.values()]
    .map(({ direction, text, places }) => ({
      direction,
      text: `Visitors from ${placesInWords(places, PLACES)}${text}`,
    }))
    .sort((a, b) => ORDER.indexOf(a.direction) - ORDER.indexOf(b.direction));
}

/** What widens is read first. */
const ORDER: readonly ChangeSentence['direction'][] = ['wider', 'both', 'narrower', 'neutral'];

function byPlace(changed: readonly ChangedCase[]): Map<string, ChangedCase[]> {
  const places = new Map<string, ChangedCase[]>();
  for (const each of changed) {
    const known = places.get(each.place);
    if (known) known.push(each);
    else places.set(each.place, [each]);
  }
  return places;
}

function movementsOf(cases: readonly ChangedCase[]): Movement[] {
  const movements = new Map<string, Movement>();
  for (const { answer, corporate, before, after, direction } of cases) {
    if (answer === 'mixed') continue;
    const words = movementInWords(before, after);
    const key = `${direction} ${words}`;
    const movement = movements.get(key) ?? { direction, words, answers: new Map<Answer, Set<boolean>>() };
    movements.set(key, movement);
    movement.answers.set(answer, (movement.answers.get(answer) ?? new Set()).add(corporate));
  }
  return [...movements.values()];
}

function movementInWords(before: Decision, after: Decision): string {
  const [was, is] = [decisionInWords(before), decisionInWords(after)];
  return was === is ? detailInWords(before, after) : `${is} (before: ${was})`;
}

function decisionInWords({ level, purposes, alert }: Decision): string {
  if (level === 'DROP') return 'nothing is kept';
  if (level === 'COUNT') return 'visits are only counted';
  const parts = [
    ...(purposes.includes('identify_org') ? ['organizations are named'] : []),
    ...(alert ? ['sales are told'] : []),
    ...(level === 'VISITOR' ? ['returning visitors are recognized'] : []),
  ];
  return listed(parts) + (purposes.includes('measure') ? '' : ', but nothing is measured');
}

/** Two answers that sound alike and are not the same. */
function detailInWords(before: Decision, after: Decision): string {
  const changes = [
    [
      'also kept:',
      FIELDS.filter((field) => after.fields.includes(field) && !before.fields.includes(field)).map(
        fieldInWords,
      ),
    ],
    [
      'no longer kept:',
      FIELDS.filter((field) => before.fields.includes(field) && !after.fields.includes(field)).map(
        fieldInWords,
      ),
    ],
    ['also permitted:', missing(after.purposes, before.purposes)],
    ['no longer permitted:', missing(before.purposes, after.purposes)],
  ] as const;
  return changes
    .filter(([, names]) => names.length > 0)
    .map(([words, names]) => `${words} ${listed(names)}`)
    .join('; ');
}

const missing = (from: readonly Purpose[], others: readonly Purpose[]): string[] =>
  PURPOSES.filter((purpose) => from.includes(purpose) && !others.includes(purpose)).map(
    (purpose) => PURPOSE_WORDS[purpose],
  );

const PURPOSE_WORDS: Record<Purpose, string> = {
  measure: 'measuring',
  identify_org: 'naming organizations',
  alert_sales: 'telling sales',
  recognise_visitor: 'recognizing visitors',
};

const fieldInWords = (field: Field): string => `the ${field.replaceAll('_', ' ')}`;

function conditions({ answers }: Movement): string {
  const byNetworks = new Map<string, Answer[]>();
  for (const answer of ANSWERS) {
    const networks = answers.get(answer);
    if (!networks) continue;
    const words =
      networks.size === 2
        ? ''
        : networks.has(true)
          ? ' on a network of an organization'
          : ' on other networks';
    byNetworks.set(words, [...(byNetworks.get(words) ?? []), answer]);
  }
  return [...byNetworks]
    .map(([networks, which]) =>
      which.length === ANSWERS.length
        ? `whatever they answer${networks}`
        : which.map((answer) => `${ANSWER_WORDS[answer]}`).join(' or ') + networks,
    )
    .join('; ');
}

const ANSWERS: readonly Answer[] = ['none', 'refused', 'given'];
const ANSWER_WORDS: Record<Answer, string> = {
  none: 'with no answer',
  refused: 'after a refusal',
  given: 'with proven consent',
};

function mixedSentence(cases: readonly ChangedCase[]): ChangeSentence | null {
  const mixed = cases.filter(({ answer }) => answer === 'mixed');
  if (mixed.length === 0) return null;
  const wider = mixed.filter(({ direction }) => direction !== 'narrower').length;
  const narrower = mixed.filter(({ direction }) => direction !== 'wider').length;
  const direction = narrower === 0 ? 'wider' : wider === 0 ? 'narrower' : 'both';
  const counted = [
    ...(wider > 0 ? [`${wider} become wider`] : []),
    ...(narrower > 0 ? [`${narrower} become narrower`] : []),
  ];
  return {
    direction,
    text: ` who answer differently for each purpose: of these cases, ${listed(counted)}.`,
  };
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
