import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Basis, PolicyBody, Purpose, Regime } from '../../../../api/contract-privacy.ts';
import { changesBetween, withBasis, withChange, withoutChange } from './changes.ts';
import { conflicts, type Draft, layOver } from './lay-over.ts';
import { CLOSED } from './policy.fixture.ts';

const PURPOSES = Object.keys(CLOSED.bases) as Purpose[];
const REGIMES = Object.keys(CLOSED.bases.measure) as Regime[];
const BASES: Basis[] = ['OFF', 'CONSENT', 'LI', 'STAT', 'NOTICE'];

const some = <T>(...from: readonly T[]) => fc.uniqueArray(fc.constantFrom(...from));
const text = fc.constantFrom('', ' ', 'one', 'two');

/** Policies that differ in a few decisions each, as people's do. */
const policies: fc.Arbitrary<PolicyBody> = fc
  .record({
    killed: fc.boolean(),
    controller: fc.record({ name: text, contact: text, officer: text }),
    establishments: some('GB', 'DE', 'US-TX'),
    cells: fc.array(
      fc.tuple(fc.constantFrom(...PURPOSES), fc.constantFrom(...REGIMES), fc.constantFrom(...BASES)),
      { maxLength: 6 },
    ),
    passiveSignalMemos: fc.record({ EEA: text, UK: text }, { requiredKeys: [] }),
    exemptions: fc.dictionary(fc.constantFrom('FR', 'NL'), text),
    pages: fc.record({ special: some('/a|b', '/c d'), children: some('/kids/**', '/a|b') }),
    audience: fc.record({
      countries: some('GB', 'FR', 'DE'),
      kinds: some<PolicyBody['audience']['kinds'][number]>('business', 'education'),
    }),
    consent: fc.record({ lifeMonths: fc.integer({ min: 1, max: 13 }), askAgainMonths: fc.constant(6) }),
    tcf: fc.record({
      reading: fc.constantFrom<PolicyBody['tcf']['reading']>('publisher', 'core'),
      customPurpose: fc.option(fc.integer({ min: 1, max: 24 })),
    }),
    behaviour: fc.record({
      kinds: some<PolicyBody['behaviour']['kinds'][number]>('engaged', 'form'),
      events: some('signup', 'quote_asked product'),
    }),
    contactRequests: fc.boolean(),
  })
  .map(({ cells, ...rest }) =>
    cells.reduce<PolicyBody>(
      (policy, [purpose, regime, basis]) => withBasis(policy, purpose, [regime], basis),
      { ...rest, bases: CLOSED.bases },
    ),
  );

const draftOf = (base: PolicyBody, policy: PolicyBody): Draft => ({
  baseVersion: 1,
  base,
  policy,
  restores: null,
});

describe('changes', () => {
  test('between a policy and itself there are none', () => {
    fc.assert(fc.property(policies, (policy) => changesBetween(policy, policy).length === 0));
  });

  test('each can be made, and all of them together lead from one policy to the other', () => {
    fc.assert(
      fc.property(policies, policies, (before, after) => {
        const there = changesBetween(before, after).reduce(withChange, before);
        expect(changesBetween(there, after)).toEqual([]);
      }),
    );
  });

  test('each can be taken back alone', () => {
    fc.assert(
      fc.property(policies, policies, (before, after) => {
        const changes = changesBetween(before, after);
        for (const change of changes) {
          expect(changesBetween(before, withoutChange(after, change))).toHaveLength(changes.length - 1);
        }
      }),
    );
  });

  test('are counted by decision: a row of the matrix, two countries and a blank memo', () => {
    const after: PolicyBody = {
      ...withBasis(CLOSED, 'measure', ['UK', 'FR'], 'STAT'),
      establishments: ['GB', 'IE'],
      passiveSignalMemos: { EEA: '  ' },
    };
    expect(changesBetween(CLOSED, after).map(({ group, name }) => `${group} ${name}`)).toEqual([
      'establishments GB',
      'establishments IE',
      'bases measure FR',
      'bases measure UK',
    ]);
  });
});

describe('a draft laid over a newer version', () => {
  test('is the draft, where nothing else changed', () => {
    fc.assert(
      fc.property(policies, policies, (base, mine) => {
        const laid = layOver(draftOf(base, mine), { version: 2, policy: base });
        expect(changesBetween(laid.policy, mine)).toEqual([]);
        expect(laid.baseVersion).toBe(2);
      }),
    );
  });

  test('keeps what only the other person changed, and every change of its own', () => {
    fc.assert(
      fc.property(policies, policies, policies, (base, mine, theirs) => {
        const draft = draftOf(base, mine);
        const { policy } = layOver(draft, { version: 2, policy: theirs });
        const own = changesBetween(base, mine);
        const ownNames = own.map(({ group, name }) => `${group} ${name}`);
        for (const change of changesBetween(policy, theirs)) {
          expect(ownNames).toContain(`${change.group} ${change.name}`);
        }
        expect(changesBetween(own.reduce(withChange, policy), policy)).toEqual([]);
      }),
    );
  });

  test('still brings back the whole of an earlier version', () => {
    const draft = { ...draftOf(CLOSED, withBasis(CLOSED, 'measure', ['UK'], 'STAT')), restores: 1 };
    const newest = withBasis(CLOSED, 'measure', ['FR'], 'STAT');
    expect(layOver(draft, { version: 5, policy: newest })).toEqual({
      ...draft,
      baseVersion: 5,
      base: newest,
    });
  });

  test('a conflict is what both decided, each differently', () => {
    const mine = withBasis(CLOSED, 'measure', ['UK', 'FR'], 'STAT');
    const theirs = withBasis(withBasis(CLOSED, 'measure', ['UK'], 'LI'), 'measure', ['FR'], 'STAT');
    const found = conflicts(draftOf(CLOSED, mine), theirs);
    expect(found.map(({ mine: { name, after }, theirs: other }) => [name, after, other.after])).toEqual([
      ['measure UK', 'STAT', 'LI'],
    ]);
  });
});
