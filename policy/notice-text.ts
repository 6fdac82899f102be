import { BASIS_TITLES, LEVEL_DESCRIPTIONS, NEVER_STORED, PURPOSE_TITLES } from './descriptions.ts';
import { DEVICE_REGISTER } from './device-register.ts';
import type { NoticeFacts } from './notice.ts';
import { consent, contactRequests, noProfiling, objection, recipients, source } from './notice-promises.ts';
import { rightsInWords } from './notice-rights.ts';
import { type NoticeSection, section } from './notice-section.ts';
import {
  authorityLine,
  BEHAVIOUR_WORDS,
  KEPT_WORDS,
  PURPOSE_WORDS,
  placeName,
  SIGNAL_WORDS,
} from './notice-words.ts';
import { REGIME_TITLES, REGIMES } from './regimes.ts';

export type { NoticeSection } from './notice-section.ts';

/**
 * The notice as people read it (GDPR Articles 13 and 14; the right to object comes first and apart from everything
 * else, Article 21(4)). Only facts go in: the same facts always tell the same.
 */
export function noticeSections(facts: NoticeFacts): NoticeSection[] {
  if (facts.purposes.length === 0 && facts.contactRequests) {
    return [
      section('Visits are not looked at', [
        'On this site no visit is looked at and nothing is stored on your device.',
      ]),
      controller(facts),
      contactRequests(facts.contactRequests),
      rights(facts),
    ];
  }
  if (facts.purposes.length === 0) {
    return [
      section('Nothing is collected', [
        'On this site nothing is collected and nothing is stored on your device.',
      ]),
      controller(facts),
    ];
  }
  const names = facts.purposes.some(({ purpose }) => purpose === 'identify_org');
  return [
    objection(),
    controller(facts),
    ...purposes(facts),
    ...(facts.contactRequests ? [contactRequests(facts.contactRequests)] : []),
    ...legalNotes(facts),
    device(facts),
    categories(facts),
    ...(names ? [source()] : []),
    recipients(names, facts.contactRequests !== undefined),
    retention(facts),
    rights(facts),
    ...consent(facts),
    noProfiling(),
    signals(facts),
    ...(facts.rules.length > 0 ? [rules(facts)] : []),
    complaint(facts),
  ];
}

function controller({ controller: { name, contact, officer }, establishments }: NoticeFacts): NoticeSection {
  const places = establishments.map(placeName).join(', ');
  return section(
    'Who answers for this',
    [name === '' ? 'The controller has not given its name yet.' : `${name} is the controller.`],
    [
      ...(contact === '' ? [] : [`Contact: ${contact}`]),
      ...(officer === '' ? [] : [`Responsible for data protection: ${officer}`]),
      ...(places === '' ? [] : [`Established in: ${places}`]),
    ],
  );
}

/** One section for each purpose: what it does, and each legal basis with the places where it holds. */
function purposes({ purposes: active, behaviour }: NoticeFacts): NoticeSection[] {
  const list = active.map(({ purpose }) => `${PURPOSE_TITLES[purpose]}.`);
  return [
    section(
      'What is done, and on which legal basis',
      ['These purposes and no others. Where a place is not listed for a purpose, that purpose is off there.'],
      list,
    ),
    ...active.map(({ purpose, bases }) => {
      const { does, interest } = PURPOSE_WORDS[purpose];
      return section(
        PURPOSE_TITLES[purpose],
        [does, purpose === 'measure' ? countedWords(behaviour) : ''],
        bases.map(({ basis, regimes }) => {
          const where = regimes.map((regime) => REGIME_TITLES[regime]).join('; ');
          return `${BASIS_TITLES[basis]}${basis === 'LI' ? `: ${interest}` : ''}. Where: ${where}.`;
        }),
      );
    }),
  ];
}

/** What is counted beside views, in a sentence; '' where nothing is. */
function countedWords(behaviour: NoticeFacts['behaviour']): string {
  if (!behaviour) return '';
  const counted = [
    ...behaviour.kinds.map((kind) => BEHAVIOUR_WORDS[kind] ?? kind),
    ...behaviour.events.map((rule) => {
      const [name = '', ...keys] = rule.split(' ');
      return `that “${name}” happened${keys.length === 0 ? '' : `, with ${keys.join(', ')}`}`;
    }),
  ];
  return `Also counted, as sums by hour that name nobody: ${counted.join('; ')}.`;
}

/** What the officer signed or declared beside the bases. */
function legalNotes({ purposes: active, headerOnly, exemptions }: NoticeFacts): NoticeSection[] {
  const onInterest = active.some(({ bases }) => bases.some(({ basis }) => basis === 'LI'));
  const items = [
    ...[...new Set(headerOnly.map(({ memo }) => memo))].map((memo) => {
      const where = headerOnly
        .filter((each) => each.memo === memo)
        .map(({ regime }) => REGIME_TITLES[regime]);
      return `${where.join('; ')}: why the address of an ordinary request does not count as read from your device: ${memo}`;
    }),
    ...exemptions.map(({ place, citation }) => `${placeName(place)}: exemption for statistics: ${citation}`),
  ];
  const paragraphs = onInterest
    ? [
        'Each legitimate interest has been weighed against yours in writing, and a second person has approved it. It is ' +
          'weighed again every six months. When that is not done, collection stops by itself. Ask for a summary at the ' +
          'contact above.',
      ]
    : [];
  return items.length + paragraphs.length === 0
    ? []
    : [section('What the legal bases rest on', paragraphs, items)];
}

function device({ device: entries, purposes }: NoticeFacts): NoticeSection {
  const named = purposes.some(({ purpose }) => purpose === 'identify_org');
  const rows = entries.map(({ name, kind, lifetime }) => {
    const known = DEVICE_REGISTER.find((entry) => entry.name === name);
    return [name, kind, known?.purpose ?? '', known?.writtenWhen ?? '', lifetime];
  });
  return {
    ...section(
      'What is read from your device, and stored on it',
      [
        'Read with each request: its address (for as long as the request takes), the family and major version of your ' +
          'browser, the kind of device, the page without query, the host of the page before, and privacy signals.' +
          (named ? ' Of the query, the name of a campaign is read where the site lists that campaign.' : ''),
        'Stored on your device are at most the following:',
      ],
      rows.map(
        ([name, kind, purpose, when, lifetime]) =>
          `${name} (${kind}): ${purpose}. Written when: ${when}. Kept: ${lifetime}.`,
      ),
    ),
    table: { head: ['Name', 'Kind', 'What for', 'Written when', 'Kept'], rows },
  };
}

function categories({ levels, neverLookedAt, audience }: NoticeFacts): NoticeSection {
  const kept = levels.flatMap(({ level }) => LEVEL_DESCRIPTIONS.filter((each) => each.level === level));
  const within = [
    ...(audience.countries.length > 0 ? [`from ${audience.countries.map(placeName).join(', ')}`] : []),
    ...(audience.kinds.length > 0 ? [`of these kinds: ${audience.kinds.join(', ')}`] : []),
  ];
  return section(
    'What is kept',
    [
      'For each visit the lowest level that the rules allow:',
      within.length > 0 ? `Only organizations ${within.join(' and ')} are named.` : '',
    ],
    [
      ...kept.map(
        ({ title, stored, identifier }) =>
          `${title}: ${inSentence(stored)}. What tells visits apart: ${inSentence(identifier)}.`,
      ),
      `Never kept of a visit, at any level: ${NEVER_STORED.join('; ')}.`,
      ...(neverLookedAt.length > 0 ? [`Pages that are never looked at: ${neverLookedAt.join(', ')}.`] : []),
    ],
  );
}

const retention = ({ levels }: NoticeFacts): NoticeSection =>
  section(
    'How long it is kept',
    ['What is past its time is deleted by itself.'],
    levels.map(({ level, retention: kept }) => `${KEPT_WORDS[level]}: ${kept}.`),
  );

const inSentence = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const rights = (facts: NoticeFacts): NoticeSection =>
  section(
    'Your other rights',
    [
      'Write to the contact above. It costs nothing, and the law gives the controller one month to answer. You need not ' +
        'give any data: the site works the same without.',
      'Where no visitor is recognized, nothing that is kept of visits leads to you, so nothing can be found by your name ' +
        '(GDPR Article 11). Where you are recognized, the random number in your browser finds what is yours.',
      facts.contactRequests ? 'A request to be contacted is found by your e-mail address.' : '',
    ],
    rightsInWords(facts),
  );

const signals = ({ signals: honoured }: NoticeFacts): NoticeSection =>
  section(
    'Signals of your browser that are honoured',
    ['They are obeyed as they come, without asking you again. A signal can only take away, never allow.'],
    honoured.map((name) => {
      const words = SIGNAL_WORDS[name];
      return words === undefined ? name : `${name}: ${words}`;
    }),
  );

const rules = ({ rules: active }: NoticeFacts): NoticeSection =>
  section(
    'When sales is told about an organization',
    ['These are all the rules. Each counts what visitors of one organization did together:'],
    active.map((sentence) => `${sentence}.`),
  );

function complaint({ purposes: active }: NoticeFacts): NoticeSection {
  const regimes = REGIMES.filter((regime) =>
    active.some(({ bases }) => bases.some((each) => each.regimes.includes(regime))),
  );
  return section(
    'If you want to complain',
    [
      'You can write to the contact above.' +
        (regimes.includes('UK') ? ' In the United Kingdom, its receipt is confirmed within 30 days.' : ''),
      'You can also complain to an authority, without writing to the controller first:',
    ],
    regimes.map(authorityLine),
  );
}
