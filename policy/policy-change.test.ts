import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASSESSMENT_STATES, type AssessmentTable } from './assessment.ts';
import { changeSentences } from './change-sentences.ts';
import { demoPolicy } from './demo-policy.ts';
import { difference } from './difference.ts';
import { assessments, policyWith } from './gate.fixture.ts';
import { placesInWords } from './place-words.ts';
import { type PolicyChange, policyChange } from './policy-change.ts';
import { byPurpose, PURPOSES, type Purpose } from './purposes.ts';
import { byRegime, REGIMES } from './regimes.ts';
import { BASES, type Basis, closedPolicy, type SitePolicy } from './site-policy.ts';

const APPROVED = assessments('APPROVED');
const NONE = assessments('NONE');
const between = (before: SitePolicy, after: SitePolicy, table: AssessmentTable = APPROVED) =>
  policyChange(before, after, table, async () => undefined);
const texts = ({ sentences }: PolicyChange): string[] => sentences.map(({ text }) => text);
const turned = (policy: SitePolicy, purpose: Purpose, basis: Basis): SitePolicy => ({
  ...policy,
  bases: { ...policy.bases, [purpose]: byRegime(() => basis) },
});

const demo = demoPolicy();

const anyPolicy: fc.Arbitrary<SitePolicy> = fc
  .record({
    bases: fc.array(fc.constantFrom(...BASES), { minLength: 40, maxLength: 40 }),
    establishments: fc.subarray(['GB', 'US-TX', 'JP'], { minLength: 1 }),
    memo: fc.constantFrom('', 'The address stays in the headers of the request.'),
    killed: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  })
  .map(({ bases, establishments, memo, killed }) => ({
    ...closedPolicy(),
    killed,
    establishments,
    bases: byPurpose((purpose) =>
      byRegime(
        (regime) => bases[PURPOSES.indexOf(purpose) * REGIMES.length + REGIMES.indexOf(regime)] ?? 'OFF',
      ),
    ),
    passiveSignalMemos: byRegime(() => memo),
  }));
const anyAssessments = fc.constantFrom(...ASSESSMENT_STATES).map(assessments);
/** Every run goes through thousands of cases, several times. */
const few = { numRuns: 3 };
const LONG_MS = 60_000;

describe('laws', () => {
  test(
    'a policy does not differ from itself',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyPolicy, anyAssessments, async (policy, table) => {
          const change = await between(policy, { ...policy, version: 2 }, table);
          expect(change).toMatchObject({ wider: 0, narrower: 0, widens: false });
          expect(texts(change)).toEqual([
            expect.stringMatching(/^None of [\d,]+ cases is treated differently\.$/),
          ]);
        }),
        few,
      );
    },
    LONG_MS,
  );

  test(
    'what one way widens, the other way narrows',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyPolicy, anyPolicy, anyAssessments, async (a, b, table) => {
          const [there, back] = [await between(a, b, table), await between(b, a, table)];
          expect([there.wider, there.narrower]).toEqual([back.narrower, back.wider]);
          expect(there.widens).toBe(there.wider > 0);
        }),
        few,
      );
    },
    LONG_MS,
  );

  test(
    'a purpose that is turned off never widens, and neither does the kill switch',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          anyPolicy,
          fc.constantFrom(...PURPOSES),
          anyAssessments,
          async (policy, purpose, table) => {
            expect((await between(policy, turned(policy, purpose, 'OFF'), table)).widens).toBe(false);
            expect((await between(policy, { ...policy, killed: true }, table)).widens).toBe(false);
          },
        ),
        few,
      );
    },
    LONG_MS,
  );

  test('in steps or at once, the answer is the same', async () => {
    const after = turned(demo, 'identify_org', 'OFF');
    const standing = { notice: 'CURRENT', assessments: APPROVED } as const;
    const once = difference(demo, after, { before: standing, after: standing });
    let steps = 0;
    const change = await policyChange(demo, after, APPROVED, async () => {
      steps += 1;
    });
    expect([change.cases, change.wider, change.narrower]).toEqual([once.cases, once.wider, once.narrower]);
    expect(steps).toBeGreaterThan(10);
  });
});

describe('assessments', () => {
  test('a basis that waits for its assessment widens before it has one, and says so', async () => {
    const before = turned(demo, 'identify_org', 'OFF');
    const change = await between(before, demo, NONE);
    expect(change.widens).toBe(true);
    const waiting = change.sentences.filter(({ text }) =>
      text.startsWith('Once all assessments are approved: '),
    );
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.every(({ direction }) => direction === 'wider')).toBe(true);
  });

  test('what widens as assessments are now widens, whatever they will be', async () => {
    // Approved, legitimate interest is more than consent. It is not approved.
    const interest = policyWith({}, { establishments: ['BR'], regimes: { BR: 'LI' } });
    const consent = policyWith({}, { establishments: ['BR'], regimes: { BR: 'CONSENT' } });
    expect((await between(interest, consent, APPROVED)).widens).toBe(false);
    expect((await between(interest, consent, NONE)).widens).toBe(true);
  });

  test('cases are gone through once where assessments make no difference', async () => {
    const consent = policyWith({ measure: 'CONSENT' }, { establishments: ['GB'] });
    const off = turned(consent, 'measure', 'OFF');
    expect((await between(consent, off, NONE)).cases).toBe((await between(consent, off, APPROVED)).cases);
  });
});

describe('sentences', () => {
  test('places that move alike share one, with what was before', async () => {
    const change = await between(demo, turned(demo, 'identify_org', 'OFF'));
    expect(texts(change)).toEqual([
      expect.stringMatching(/^Of 4,212 cases, 0 become wider and [\d,]+ narrower\.$/),
      expect.stringMatching(
        /^Visitors from the European Economic Area, France, .*: with no answer or with proven consent on a network of an organization, visits are only counted \(before: organizations are named and sales are told\)\.$/,
      ),
      expect.stringMatching(
        /who answer differently for each purpose: of these cases, \d+ become narrower\.$/,
      ),
    ]);
    expect(change.sentences.every(({ direction }) => direction === 'narrower')).toBe(true);
  });

  test('one cell is one place, and what is not known', async () => {
    const before = policyWith({}, { establishments: ['JP'] });
    const bases = {
      ...before.bases,
      measure: { ...before.bases.measure, ROW: 'NOTICE', BR: 'CONSENT' },
    } as const;
    const change = await between(
      { ...before, bases: { ...bases, measure: { ...bases.measure, BR: 'OFF' } } },
      {
        ...before,
        bases,
      },
    );
    expect(texts(change)).toContainEqual(
      'Visitors from Brazil: with proven consent, visits are only counted (before: nothing is kept).',
    );
  });

  test('what sounds alike and is not the same is told in detail', async () => {
    const strict = policyWith({ measure: 'STAT' }, { establishments: ['GB'] });
    const signed = policyWith({ measure: 'STAT' }, { establishments: ['GB'], headerOnly: true });
    expect(texts(await between(strict, signed))).toContainEqual(
      'Visitors from France, the United Kingdom: with no answer, also kept: the country.',
    );
    expect(texts(await between(signed, strict))).toContainEqual(
      expect.stringContaining('with no answer, no longer kept: the country.'),
    );
  });

  test('what concerns pages and organizations is told too, and widens by itself', async () => {
    const change = await between({ ...demo, pages: { special: ['/health/**'], children: [] } }, demo);
    expect(change).toMatchObject({ wider: 0, narrower: 0, widens: true });
    expect(texts(change)).toContain('Pages looked at from now on: /health/**.');
  });

  test('are forty at most, and the last one says what is left', async () => {
    const countries = 'AT BE BG HR CY CZ DK EE FI GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
    const standing = { notice: 'CURRENT', assessments: APPROVED } as const;
    const one = difference(demo, turned(demo, 'measure', 'OFF'), { before: standing, after: standing });
    expect(changeSentences(one.changed).length).toBeLessThan(40);
    const statistics = policyWith({ measure: 'STAT' }, { establishments: ['JP'] });
    const exemptions = Object.fromEntries(countries.map((country) => [country, 'cited']));
    const change = await between(statistics, {
      ...turned({ ...statistics, exemptions }, 'identify_org', 'CONSENT'),
      establishments: ['GB', 'US-TX'],
    });
    expect(change.sentences.length).toBeLessThanOrEqual(40);
  });
});

describe('places in words', () => {
  const all = ['DE', 'GB', ''];
  test('everywhere, some, and countries that move like their law', () => {
    expect(placesInWords(['GB', 'DE', '', 'IE'], all)).toBe('everywhere');
    expect(placesInWords(['GB', 'DE', 'IE'], all)).toBe('the United Kingdom, the European Economic Area');
    expect(placesInWords(['NL', 'US-TX'], all)).toBe('Netherlands, United States (TX)');
    expect(placesInWords([''], all)).toBe('places that are not known');
  });
});
