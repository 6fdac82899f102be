import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONSENT_STATES } from './consent.ts';
import { difference } from './difference.ts';
import { policyWith, STANDING } from './gate.fixture.ts';
import { decide } from './gate.ts';
import { anyPolicy, anyQuestion } from './gate-domain.fixture.ts';
import { otherChanges } from './other-changes.ts';
import { byPurpose, PURPOSES } from './purposes.ts';
import { REGIMES } from './regimes.ts';
import { closedPolicy, type SitePolicy } from './site-policy.ts';

const STANDINGS = { before: STANDING, after: STANDING };
const between = (before: SitePolicy, after: SitePolicy) => difference(before, after, STANDINGS);
const few = { numRuns: 3 };

describe('difference of two policies', () => {
  test('a policy does not differ from itself, and looks at every case', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const { cases, wider, narrower, changed } = between(policy, policy);
        expect({ wider, narrower, changed }).toEqual({ wider: 0, narrower: 0, changed: [] });
        // Places, three answers for each of four purposes, two networks, with and without a signal.
        expect(cases % (3 ** 4 * 2 * 2)).toBe(0);
      }),
      few,
    );
  });

  test('what one way widens, the other way narrows', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, (a, b) => {
        const there = between(a, b);
        const back = between(b, a);
        expect([there.wider, there.narrower]).toEqual([back.narrower, back.wider]);
      }),
      few,
    );
  });

  test('switching a purpose off in a regime never widens', () => {
    fc.assert(
      fc.property(
        anyPolicy,
        fc.constantFrom(...PURPOSES),
        fc.constantFrom(...REGIMES),
        (policy, purpose, regime) => {
          const bases = {
            ...policy.bases,
            [purpose]: { ...policy.bases[purpose], [regime]: 'OFF' as const },
          };
          expect(between(policy, { ...policy, bases }).wider).toBe(0);
        },
      ),
      few,
    );
  });

  test('one cell moves: the places of its regime, and no other', () => {
    const before = policyWith({ measure: 'CONSENT' }, { establishments: ['JP'] });
    const bases = { ...before.bases, measure: { ...before.bases.measure, BR: 'OFF' as const } };
    const { changed, narrower } = between(before, { ...before, bases });
    expect(narrower).toBeGreaterThan(0);
    // A place that is not known may be Brazil.
    expect([...new Set(changed.map(({ place }) => place))].sort()).toEqual(['', 'BR']);
    expect(changed.every(({ direction }) => direction === 'narrower')).toBe(true);
    expect(changed.some(({ answer }) => answer === 'given')).toBe(true);
    expect(changed.some(({ answer }) => answer === 'refused')).toBe(false);
  });

  test('an establishment brings a law, an exemption takes one away: both show', () => {
    const statistics = policyWith({ measure: 'STAT' }, { establishments: ['GB'] });
    const german = { ...statistics, establishments: ['GB', 'DE'] };
    expect(between(statistics, german)).toMatchObject({ wider: 0 });
    expect(between(statistics, german).narrower).toBeGreaterThan(0);
    const exempt = { ...statistics, exemptions: { NL: 'Tw 11.7a' } };
    expect(between(statistics, exempt)).toMatchObject({ narrower: 0 });
    expect(between(statistics, exempt).changed.map(({ place }) => place)).toContain('NL');
  });

  test('the kill switch narrows everything that was open', () => {
    const open = policyWith({ measure: 'CONSENT' }, { establishments: ['GB'] });
    expect(between(open, { ...open, killed: true })).toMatchObject({ wider: 0 });
    expect(between({ ...open, killed: true }, open)).toMatchObject({ narrower: 0 });
    expect(between(closedPolicy(), { ...closedPolicy(), killed: true })).toMatchObject({
      wider: 0,
      narrower: 0,
    });
  });

  test('three answers stand for all six: what is permitted is the same within each class', () => {
    const classes = { WITHDRAWN: 'REFUSED', EXPIRED: 'NONE', GIVEN_UNPROVEN: 'NONE' } as const;
    fc.assert(
      fc.property(anyQuestion, fc.constantFrom(...CONSENT_STATES), ({ policy, context }, state) => {
        const same = classes[state as keyof typeof classes] ?? state;
        const answered = (as: typeof state) => decide(policy, { ...context, consent: byPurpose(() => as) });
        const { reasons: _, ...one } = answered(state);
        const { reasons: __, ...other } = answered(same);
        expect(one).toEqual(other);
      }),
    );
  });
});

describe('changes beside the gate', () => {
  const policy = closedPolicy();
  const directions = (after: Partial<SitePolicy>, before: Partial<SitePolicy> = {}) =>
    otherChanges({ ...policy, ...before }, { ...policy, ...after }).map(({ direction }) => direction);

  test('nothing is nothing', () => {
    fc.assert(fc.property(anyPolicy, (any) => otherChanges(any, any).length === 0));
  });

  test('pages', () => {
    const some = { pages: { special: ['/health/**'], children: [] } };
    expect(directions(some)).toEqual(['narrower']);
    expect(directions({}, some)).toEqual(['wider']);
    expect(directions({ pages: { special: ['/law'], children: [] } }, some)).toEqual(['narrower', 'wider']);
  });

  test('audience: a first entry narrows, a further one widens, the last one that goes widens', () => {
    const british = { audience: { countries: ['GB'], kinds: [] } };
    const both = { audience: { countries: ['GB', 'DE'], kinds: [] } };
    expect(directions(british)).toEqual(['narrower']);
    expect(directions(both, british)).toEqual(['wider']);
    expect(directions(british, both)).toEqual(['narrower']);
    expect(directions({}, british)).toEqual(['wider']);
    expect(directions({ audience: { countries: ['DE'], kinds: [] } }, british)).toEqual([
      'wider',
      'narrower',
    ]);
    expect(directions({ audience: { countries: [], kinds: ['business'] } })).toEqual(['narrower']);
  });

  test('consent, signals and texts', () => {
    expect(directions({ consent: { lifeMonths: 12, askAgainMonths: 6 } })).toEqual(['wider']);
    expect(directions({ consent: { lifeMonths: 3, askAgainMonths: 12 } })).toEqual(['narrower', 'narrower']);
    expect(directions({}, { consent: { lifeMonths: 6, askAgainMonths: 12 } })).toEqual(['wider']);
    expect(directions({ tcf: { reading: 'core', customPurpose: null } })).toEqual(['wider']);
    expect(directions({ tcf: { reading: 'publisher', customPurpose: 3 } })).toEqual(['narrower']);
    expect(directions({}, { tcf: { reading: 'publisher', customPurpose: 3 } })).toEqual(['wider']);
    expect(
      directions(
        { tcf: { reading: 'publisher', customPurpose: 4 } },
        { tcf: { reading: 'publisher', customPurpose: 3 } },
      ),
    ).toEqual(['wider']);
    expect(directions({ behaviour: { kinds: ['engaged'], events: [] } })).toEqual(['wider']);
    expect(directions({}, { behaviour: { kinds: [], events: ['signup'] } })).toEqual(['narrower']);
    expect(directions({ controller: { name: 'A', contact: '', officer: '' } })).toEqual(['neutral']);
    expect(directions({ contactRequests: true })).toEqual(['wider']);
    expect(directions({ contactRequests: false }, { contactRequests: true })).toEqual(['narrower']);
    const signed = { passiveSignalMemos: { UK: 'One.' } };
    expect(directions({ passiveSignalMemos: { UK: 'Another.' } }, signed)).toEqual(['neutral']);
    // The stance itself is in the gate's domain.
    expect(directions(signed)).toEqual([]);
  });
});
