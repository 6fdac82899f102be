/** Why a rule can not be: the codes of section 3.6 of the privacy rules. There is no switch that overrides one. */
export const REFUSAL_CODES = [
  'NP-01',
  'NP-02',
  'NP-03',
  'NP-04',
  'NP-05',
  'NP-06',
  'NP-07',
  'NP-08',
  'NP-09',
  'NP-10',
  'NP-11',
  'NP-12',
  'NP-13',
  'NP-14',
  'NP-15',
  'NP-16',
  'NP-17',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An answer to whoever writes a rule: what can not be, where, why, by which law, and what to do instead. */
export interface RuleRefusal {
  code: RefusalCode;
  /** Place in what was sent, as `condition.all.0.within`; '' for all of it. */
  field: string;
  sentence: string;
  why: string;
  legalRef: string;
  alternative: string;
}

type Ground = Pick<RuleRefusal, 'why' | 'legalRef' | 'alternative'>;

const GROUNDS: Record<RefusalCode, Ground> = {
  'NP-01': {
    why: 'It is about a person. Rules look at organizations, and no visitor reaches them.',
    legalRef: 'GDPR Art. 4(4)',
    alternative: 'Ask for sessions of the organization on a topic.',
  },
  'NP-02': {
    why: 'It adds up or weighs what was seen into a number, and a number that people act on can itself be a decision.',
    legalRef: 'GDPR Art. 4(4) and 22; CJEU C-634/21 (SCHUFA)',
    alternative: 'Join plain conditions with "all" or "any".',
  },
  'NP-03': {
    why: 'It guesses at what somebody wants or will do, and that is profiling.',
    legalRef: 'GDPR Art. 4(4); WP251',
    alternative: 'Ask for what was seen: sessions, days and topics.',
  },
  'NP-04': {
    why: 'It says something about health, belief, politics, sex life, origin, union membership or offences.',
    legalRef: 'GDPR Art. 9 and 10',
    alternative: 'Leave it out. Pages of that kind are never looked at.',
  },
  'NP-05': {
    why: 'So few would be left that "the organization" could be one person.',
    legalRef: 'GDPR Art. 4(1), recital 26',
    alternative: 'Ask for sessions on a topic, of a wider group of organizations.',
  },
  'NP-06': {
    why: 'It looks at the order or the time between page views, and that follows a person through a visit.',
    legalRef: 'GDPR Art. 4(4); WP248, criterion 1',
    alternative: 'Ask for sessions on each of the topics, in any order.',
  },
  'NP-07': {
    why: 'It lets a machine act. A rule tells a person, and the person decides.',
    legalRef: 'GDPR Art. 22; UK GDPR Art. 22A to 22D',
    alternative: 'Let the rule tell somebody, and write what to do into its title.',
  },
  'NP-08': {
    why:
      'It holds for those who were not seen. Then an objection, a refused consent or an erasure could be what opens a ' +
      'window.',
    legalRef: 'GDPR Art. 7(3), 17 and 21',
    alternative:
      'Ask for at least so many sessions. "Back after quiet days" is a window that stays open for as long, and a new session.',
  },
  'NP-09': {
    why: 'Places finer than a country are not looked at.',
    legalRef: 'GDPR Art. 4(4) and 5(1)(c)',
    alternative: 'Ask for the country of the organization.',
  },
  'NP-10': {
    why: 'It joins what was seen on another site. Each site has purposes, notice and controller of its own.',
    legalRef: 'GDPR Art. 5(1)(b)',
    alternative: 'Make a rule for each site.',
  },
  'NP-11': {
    why: 'Alerts look back 30 days at most.',
    legalRef: 'GDPR Art. 5(1)(e)',
    alternative: 'Choose 1, 7, 14 or 30 days.',
  },
  'NP-12': {
    why: 'A rule holds what is on the list of what a rule may hold, and nothing else.',
    legalRef: 'GDPR Art. 5(1)(c)',
    alternative:
      'A rule may hold "all", "any", "atLeast" with "count", "topic" and "within", "attribute" with "in", and "list".',
  },
  'NP-13': {
    why: 'It points at one organization, or at people in one job, and what is seen of them would be seen of few.',
    legalRef: 'GDPR Art. 4(1) and 4(4)',
    alternative:
      'Put the organizations you know on a list (prospects, clients, watchlist) and ask for the list.',
  },
  'NP-14': {
    why: 'It changes what somebody pays, sees or may do.',
    legalRef: 'GDPR Art. 22',
    alternative: 'There is none: rules tell people, and nothing else follows from them.',
  },
  'NP-15': {
    why: 'It looks at single addresses of pages or at free text, where names and searches hide.',
    legalRef: 'GDPR Art. 5(1)(c)',
    alternative: 'Name the pages in a topic, and ask for the topic.',
  },
  'NP-16': {
    why: 'It is about children.',
    legalRef: 'GDPR Art. 8, recitals 38 and 71',
    alternative: 'There is none: pages for children are never looked at.',
  },
  'NP-17': {
    why: 'It uses data from elsewhere that no notice tells of.',
    legalRef: 'GDPR Art. 5(1)(b) and 14',
    alternative: 'Use country and kind of the organization, or the lists that your colleagues keep.',
  },
};

/** @param sentence what is wrong, as one sentence with its full stop */
export function refusal(
  code: RefusalCode,
  field: string,
  sentence: string,
  alternative: string = GROUNDS[code].alternative,
): RuleRefusal {
  return { code, field, sentence, ...GROUNDS[code], alternative };
}

/** What a reader of untrusted JSON throws inside, so that the first thing that is wrong is the answer. */
export class RefusedRule extends Error {
  readonly refusal: RuleRefusal;
  constructor(of: RuleRefusal) {
    super(of.sentence);
    this.name = 'RefusedRule';
    this.refusal = of;
  }
}

/** @throws RefusedRule */
export function refuse(...of: Parameters<typeof refusal>): never {
  throw new RefusedRule(refusal(...of));
}
