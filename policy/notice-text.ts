import { BASIS_TITLES, LEVEL_DESCRIPTIONS, NEVER_STORED, PURPOSE_TITLES } from './descriptions.ts';
import { DEVICE_REGISTER } from './device-register.ts';
import type { NoticeFacts } from './notice.ts';
import { rightsInWords } from './notice-rights.ts';
import { authorityLine, PURPOSE_WORDS, placeName, SIGNAL_WORDS } from './notice-words.ts';
import { REGIME_TITLES, REGIMES } from './regimes.ts';

/** A part of a notice, for people. All of it is plain text: whoever shows it escapes it. */
export interface NoticeSection {
  title: string;
  paragraphs: string[];
  items: string[];
  /** The same as the items, where whoever shows them can show a table. */
  table?: { head: string[]; rows: string[][] };
}

const section = (
  title: string,
  paragraphs: readonly string[],
  items: readonly string[] = [],
): NoticeSection => ({
  title,
  paragraphs: paragraphs.filter((text) => text !== ''),
  items: [...items],
});

/**
 * The notice as people read it (GDPR Articles 13 and 14; the right to object comes first and apart from everything
 * else, Article 21(4)). Only facts go in: the same facts always tell the same.
 */
export function noticeSections(facts: NoticeFacts): NoticeSection[] {
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
    purposes(facts),
    ...legalNotes(facts),
    device(facts),
    categories(facts),
    ...(names ? [source()] : []),
    recipients(names),
    retention(facts),
    rights(facts),
    ...consent(facts),
    noProfiling(),
    signals(facts),
    ...(facts.rules.length > 0 ? [rules(facts)] : []),
    complaint(facts),
  ];
}

const objection = (): NoticeSection =>
  section('Your right to object', [
    'You can object at any time. You need no reason, no account and no e-mail: use the button on the page of this notice.',
    'From your next page on, nothing is collected from your browser on this site. A cookie remembers ' +
      'your objection for 13 months. What is also kept is a keyed hash, from which nobody can read who you are.',
  ]);

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

function purposes({ purposes: active }: NoticeFacts): NoticeSection {
  return section(
    'What is done, and on which legal basis',
    ['Where a place is not listed for a purpose, that purpose is off there.'],
    active.map(({ purpose, bases }) => {
      const { does, interest } = PURPOSE_WORDS[purpose];
      const grounds = bases.map(({ basis, regimes }) => {
        const where = regimes.map((regime) => REGIME_TITLES[regime]).join('; ');
        const why = basis === 'LI' ? `, ${interest}` : '';
        return `${BASIS_TITLES[basis]}${why}. Where: ${where}.`;
      });
      return [`${PURPOSE_TITLES[purpose]}: ${does}`, ...grounds].join(' ');
    }),
  );
}

/** What the officer signed or declared beside the bases. */
function legalNotes({ purposes: active, headerOnly, exemptions }: NoticeFacts): NoticeSection[] {
  const onInterest = active.some(({ bases }) => bases.some(({ basis }) => basis === 'LI'));
  const items = [
    ...headerOnly.map(
      ({ regime, memo }) =>
        `${REGIME_TITLES[regime]}: why the address of an ordinary request does not count as read from your device: ${memo}`,
    ),
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

function device({ device: entries }: NoticeFacts): NoticeSection {
  const rows = entries.map(({ name, kind, lifetime }) => {
    const known = DEVICE_REGISTER.find((entry) => entry.name === name);
    return [name, kind, known?.purpose ?? '', known?.writtenWhen ?? '', lifetime];
  });
  return {
    ...section(
      'What is read from your device, and stored on it',
      [
        'Read with each request: its address (for as long as the request takes), the family and major version of your ' +
          'browser, the kind of device, the page without query, the host of the page before, and privacy signals.',
        'Stored on your device are at most the following, all from this site and none from third parties:',
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
          `${title}. Kept: ${stored}. What tells visits apart: ${identifier}.`,
      ),
      `Never kept, at any level: ${NEVER_STORED.join('; ')}.`,
      ...(neverLookedAt.length > 0 ? [`Pages that are never looked at: ${neverLookedAt.join(', ')}.`] : []),
    ],
  );
}

const source = (): NoticeSection =>
  section('Where names of organizations come from', [
    'From public registers of internet networks, which say to whom a block of addresses belongs. A copy of them lies on ' +
      'the server, so your address is sent to nobody.',
    'Addresses of internet providers, hosts and VPNs, sole traders and very small businesses are never named. The ' +
      'match can be wrong: tell the contact above, and it is corrected.',
  ]);

const recipients = (names: boolean): NoticeSection =>
  section('Who receives it', [
    names
      ? 'Staff of the controller: sales sees names of organizations, topics and counts; officers for data protection see what is needed to check.'
      : 'Staff of the controller, who see counts.',
    'The software runs on a server of the controller. Who hosts that server handles the data on its behalf; the contact ' +
      'above says who that is and where the server stands.',
    'The software passes nothing on to anybody else and to no other country. Nothing is sold or shared for advertising.',
  ]);

const retention = ({ levels }: NoticeFacts): NoticeSection =>
  section(
    'How long it is kept',
    ['What is past its time is deleted by itself.'],
    levels.flatMap(({ level, retention: kept }) =>
      LEVEL_DESCRIPTIONS.filter((each) => each.level === level).map(({ title }) => `${title}: ${kept}.`),
    ),
  );

const rights = (facts: NoticeFacts): NoticeSection =>
  section(
    'Your other rights',
    [
      'Write to the contact above. It costs nothing, and the law gives the controller one month to answer. You need not ' +
        'give any data: the site works the same without.',
      'Where no visitor is recognized, nothing that is kept leads to you, so nothing can be found by your name (GDPR ' +
        'Article 11). Where you are recognized, the random number in your browser finds what is yours.',
    ],
    rightsInWords(facts),
  );

function consent({
  purposes: active,
  consent: { lifeMonths, askAgainMonths },
}: NoticeFacts): NoticeSection[] {
  if (!active.some(({ bases }) => bases.some(({ basis }) => basis === 'CONSENT'))) return [];
  return [
    section('When you are asked for consent', [
      `Before you answer, nothing that needs consent happens. A yes holds for ${months(lifeMonths)} at most, and only for ` +
        'the notice that you were shown. After a no, you are not asked again for ' +
        `${months(askAgainMonths)}.`,
      'You can withdraw a yes at any time, as easily as you gave it. That takes effect with your next page; what was done ' +
        'before stays lawful.',
    ]),
  ];
}

const months = (count: number): string => (count === 1 ? 'one month' : `${count} months`);

const noProfiling = (): NoticeSection =>
  section(
    'No profiling and no automated decisions',
    [
      'Nobody is profiled, and no machine decides about you or about your employer. The software is built so that it can not:',
    ],
    [
      'There is no score, rank or guess about a person or an organization.',
      'Rules for alerts know organizations only: they can not see a visitor, and they count at least so many visits on a topic.',
      'A rule can not fire because somebody was silent, objected or stayed away.',
      'An alert does one thing: it tells a person, who decides.',
      'Every event carries the reasons why it was kept, so that this can be checked.',
    ],
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
