import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASSESSMENT_STATES } from '../policy/assessment.ts';
import { MARKS } from '../policy/behaviour.ts';
import { CONSENT_STATES, type ConsentState } from '../policy/consent.ts';
import { policyWith, STANDING, visitorFrom } from '../policy/gate.fixture.ts';
import { type Context, decide } from '../policy/gate.ts';
import { GOLDEN_ROWS } from '../policy/golden-rows.fixture.ts';
import { pageTemplate } from '../policy/page.ts';
import { byPurpose, PURPOSES } from '../policy/purposes.ts';
import { byRegime } from '../policy/regimes.ts';
import { BASES, closedPolicy, type SitePolicy } from '../policy/site-policy.ts';
import { pathMatcher } from '../policy/topics.ts';
import { trackerPolicy } from '../policy/tracker-policy.ts';
import { MARKS as TOLD_MARKS } from '../tracker/behaviour/marks.ts';
import {
  type Answer,
  isHidden,
  type Person,
  permissions,
  type TrackerPolicy,
  unanswered,
  verdict,
} from '../tracker/decision.ts';

const NOW = Date.UTC(2026, 10, 25);
const NOTICE = 'hash of the notice';

/** What only the server knows, at its best: the tracker can not be asked to know it. */
const BEST: Partial<Context> = {
  sender: 'HUMAN',
  excluded: false,
  corporate: true,
  eligible: true,
  inAudience: true,
  groupMet: true,
};

/** The policy as the page is given it. The assignment holds the two types together. */
const forPage = (policy: SitePolicy, context: Context): TrackerPolicy =>
  trackerPolicy(policy, context, context, NOTICE);

/** A device that remembers what the states of consent come from. */
function answerOf(consent: Context['consent'], notice = NOTICE, expires = NOW + 1): Answer | null {
  const all = (state: ConsentState) => PURPOSES.filter((purpose) => consent[purpose] === state);
  if (PURPOSES.every((purpose) => consent[purpose] === 'NONE')) return null;
  return {
    r: 'receipt',
    g: all('GIVEN_PROVEN'),
    e: expires,
    n: notice,
    d: all('REFUSED'),
    w: all('WITHDRAWN'),
    u: NOW + 1,
  };
}

const personOf = ({ consent, signals, objected }: Context, answer = answerOf(consent)): Person => ({
  answer,
  opposed: objected || signals.child,
  capped: signals.gpc || signals.dnt || signals.gpp || signals.tcf,
  veto: signals.consentMode,
  now: NOW,
});

/** What the page does, and what the gate would have done. */
function both(policy: SitePolicy, context: Context, answer?: Answer | null) {
  const page = forPage(policy, context);
  const [send, store] = verdict(permissions(page, personOf(context, answer)));
  const { level, storage } = decide(policy, { ...context, ...BEST });
  return { send, store, page: [send === 2, store === 2], gate: [level !== 'DROP', storage !== 'none'] };
}

describe('tracker and gate', () => {
  test.each(GOLDEN_ROWS)('agree on $id $title', ({ policy, context, level }) => {
    const hidden = { ...policy, pages: { special: ['/special/**'], children: [] } };
    const path = context.special ? '/special/page' : '/page';
    const answer = both(hidden, { ...context, special: false });
    const sees = !isHidden(forPage(hidden, context), path);
    const gate = decide(policy, { ...context, ...BEST });
    expect([sees && answer.send === 2, sees && answer.store === 2]).toEqual([
      gate.level !== 'DROP',
      gate.storage !== 'none',
    ]);
    // What the gate keeps, the page has sent.
    if (level !== 'DROP') expect(answer.send).toBe(2);
  });

  const PLACES = [
    '',
    'GB',
    'DE',
    'FR',
    'NL',
    'CH',
    'CA',
    'CA-QC',
    'CA-ON',
    'BR',
    'US',
    'US-TX',
    'US-NY',
    'JP',
  ];
  const policies = fc
    .record({
      bases: fc.array(fc.constantFrom(...BASES), { minLength: 40, maxLength: 40 }),
      establishments: fc.subarray(PLACES.slice(1), { maxLength: 2 }),
      signed: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
      exempt: fc.subarray(PLACES.slice(1)),
    })
    .map(({ bases, establishments, signed, exempt }): SitePolicy => {
      const next = bases.values();
      const stances = signed.values();
      return {
        ...closedPolicy(),
        establishments,
        bases: byPurpose(() => byRegime(() => next.next().value ?? 'OFF')),
        passiveSignalMemos: byRegime(() => (stances.next().value ? 'Signed.' : '')),
        exemptions: Object.fromEntries(exempt.map((place) => [place, 'Cited.'])),
      };
    });
  /** Mostly policies as officers choose them: those of pure chance permit next to nothing. */
  const likely = fc
    .record({
      bases: fc.tuple(...PURPOSES.map(() => fc.constantFrom(...BASES))),
      establishments: fc.subarray(PLACES.slice(1), { minLength: 1, maxLength: 2 }),
      headerOnly: fc.boolean(),
    })
    .map(({ bases, establishments, headerOnly }) =>
      policyWith(Object.fromEntries(PURPOSES.map((purpose, index) => [purpose, bases[index] ?? 'OFF'])), {
        establishments,
        headerOnly,
      }),
    );
  const consentsOf = (states: readonly ConsentState[]) =>
    fc
      .array(fc.constantFrom(...states), { minLength: 4, maxLength: 4 })
      .map((chosen) => byPurpose((purpose) => chosen[PURPOSES.indexOf(purpose)] ?? 'NONE'));
  const rarely = fc.integer({ min: 0, max: 14 }).map((each) => each === 0);
  const situations = fc
    .record({
      policy: fc.oneof(likely, policies),
      place: fc.constantFrom(...PLACES),
      consent: consentsOf([...CONSENT_STATES, 'GIVEN_PROVEN', 'GIVEN_PROVEN', 'GIVEN_PROVEN']),
      signals: fc.record({
        gpc: rarely,
        dnt: rarely,
        gpp: rarely,
        tcf: rarely,
        consentMode: rarely,
        child: rarely,
      }),
      objected: rarely,
      notice: fc.constantFrom('CURRENT', 'CURRENT', 'CURRENT', 'STALE' as const),
      assessed: fc.constantFrom('APPROVED', 'APPROVED', ...ASSESSMENT_STATES),
    })
    .map(({ policy, place, consent, signals, objected, notice, assessed }) => ({
      policy,
      context: {
        ...STANDING,
        ...visitorFrom(policy, place),
        notice,
        assessments: byPurpose(() => byRegime(() => assessed)),
        consent,
        signals,
        objected,
      } as Context,
    }));

  test('agree on every policy and visitor', () => {
    const seen = { sent: 0, stored: 0, dropped: 0 };
    fc.assert(
      fc.property(situations, ({ policy, context }) => {
        const { page, gate } = both(policy, context);
        expect(page).toEqual(gate);
        seen.sent += Number(gate[0]);
        seen.stored += Number(gate[1]);
        seen.dropped += Number(!gate[0]);
      }),
      { numRuns: 4000 },
    );
    // The law says nothing where nothing happens.
    expect(Math.min(seen.sent, seen.stored, seen.dropped)).toBeGreaterThan(40);
  });

  test('without an answer and a consent manager, the script says what the part for consent would', () => {
    fc.assert(
      fc.property(situations, ({ policy, context }) => {
        const page = forPage(policy, context);
        const person = { ...personOf(context, null), veto: false };
        expect(unanswered(page, [person.opposed, person.capped])).toEqual(permissions(page, person));
      }),
      { numRuns: 1500 },
    );
  });

  test('marks are those that the server counts', () => expect(TOLD_MARKS).toEqual(MARKS));

  test('a receipt for another notice, or past its time, proves nothing to either', () => {
    fc.assert(
      fc.property(situations, fc.boolean(), ({ policy, context }, late) => {
        const answer = late ? answerOf(context.consent, NOTICE, NOW) : answerOf(context.consent, 'another');
        const expired = byPurpose((purpose) =>
          context.consent[purpose] === 'GIVEN_PROVEN' ? 'EXPIRED' : context.consent[purpose],
        );
        const page = both(policy, context, answer).page;
        expect(page).toEqual(both(policy, { ...context, consent: expired }).gate);
      }),
      { numRuns: 1500 },
    );
  });

  test('what waits could go with an answer, and what is forgotten could not', () => {
    fc.assert(
      fc.property(situations, ({ policy, context }) => {
        const { send } = both(policy, context);
        const agreed = byPurpose((purpose) =>
          context.consent[purpose] === 'REFUSED' || context.consent[purpose] === 'WITHDRAWN'
            ? context.consent[purpose]
            : ('GIVEN_PROVEN' as const),
        );
        const [possible] = both(policy, { ...context, consent: agreed }).gate;
        expect(send > 0).toBe(possible);
      }),
      { numRuns: 1500 },
    );
  });

  test('pages that the server does not look at are not reported', () => {
    const segment = fc.constantFrom('health', 'jobs', 'a', 'b-c', '12345', 'he%61lth', 'x@y.z', ':id', 'Ä');
    const glob = fc
      .array(fc.oneof(segment, fc.constantFrom('*', '**')), { minLength: 1, maxLength: 4 })
      .map((parts) => `/${parts.join('/')}`);
    const path = fc
      .array(segment, { maxLength: 5 })
      .map((parts) => new URL(`/${parts.join('/')}`, 'https://a.example').pathname);
    fc.assert(
      fc.property(fc.array(glob, { maxLength: 3 }), path, (special, asked) => {
        const policy = { ...closedPolicy(), pages: { special, children: [] } };
        const page = forPage(policy, { ...STANDING, ...visitorFrom(policy, 'GB') });
        const decoded = decodeURIComponent(asked);
        const matches = pathMatcher(special);
        if (matches(decoded) || matches(pageTemplate(decoded))) expect(isHidden(page, asked)).toBe(true);
        else if (!special.some((each) => each.includes(':id'))) expect(isHidden(page, asked)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
