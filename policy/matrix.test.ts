import { describe, expect, test } from 'vitest';
import { assessmentTable } from './assessment.ts';
import { assessments, policyWith, STANDING } from './gate.fixture.ts';
import { decide } from './gate.ts';
import { type MatrixCell, movedCells, policyMatrix } from './matrix.ts';
import { ORDINARY_VISIT } from './ordinary-visit.ts';
import { PRESETS } from './presets.ts';
import { everyPurpose, PURPOSES, type Purpose } from './purposes.ts';
import { REGIMES, type Regime, regimeSet } from './regimes.ts';
import { closedPolicy, type SitePolicy } from './site-policy.ts';

const APPROVED = assessments('APPROVED');
const cellOf = (cells: readonly MatrixCell[], purpose: Purpose, regime: Regime): MatrixCell => {
  const found = cells.find((cell) => cell.purpose === purpose && cell.regime === regime);
  if (!found) throw new Error('no such cell');
  return found;
};
const cell = (policy: SitePolicy, purpose: Purpose, regime: Regime, table = APPROVED): MatrixCell =>
  cellOf(policyMatrix(policy, table), purpose, regime);
const codes = ({ reasons }: MatrixCell): string[] => reasons.map(({ code }) => code);

describe('outcomes', () => {
  test('every cell, whatever the rest of the table: a closed policy is never, for want of a basis', () => {
    const cells = policyMatrix(closedPolicy(), APPROVED);
    expect(cells).toHaveLength(PURPOSES.length * REGIMES.length);
    for (const each of cells) expect([each.outcome, codes(each)]).toEqual(['never', ['B01']]);
  });

  test('legitimate interest asks for its assessment, and for a memo where the device has a law', () => {
    const strict = policyWith({ identify_org: 'LI' }, { establishments: ['GB'] });
    const signed = policyWith({ identify_org: 'LI' }, { establishments: ['GB'], headerOnly: true });
    const none = assessmentTable([], 0);
    expect(codes(cell(strict, 'identify_org', 'UK', none))).toEqual(['L0_NONE']);
    expect(cell(strict, 'identify_org', 'UK')).toMatchObject({
      outcome: 'consent',
      reasons: [{ code: 'T02' }],
    });
    expect(cell(signed, 'identify_org', 'UK')).toMatchObject({ outcome: 'always', reasons: [] });
    expect(cell(strict, 'identify_org', 'BR')).toMatchObject({ outcome: 'always', reasons: [] });
    expect(codes(cell(signed, 'identify_org', 'CA_QC'))).toEqual(['B05']);
  });

  test('consent is consent', () => {
    const policy = policyWith(everyPurpose('CONSENT'), { establishments: ['GB'] });
    for (const each of policyMatrix(policy, assessmentTable([], 0))) expect(each.outcome).toBe('consent');
  });

  test('an exemption that is declared for some places says for which', () => {
    const statistics = policyWith({ measure: 'STAT' }, { establishments: ['GB'] });
    expect(cell(statistics, 'measure', 'UK').outcome).toBe('always');
    expect(codes(cell(statistics, 'measure', 'EEA'))).toEqual(['B03']);
    const declared = { ...statistics, exemptions: { NL: 'Tw 11.7a(3)', ES: ' ' } };
    expect(cell(declared, 'measure', 'EEA')).toMatchObject({
      outcome: 'always',
      reasons: [{ code: 'B03', sentence: expect.stringMatching(/^Only in NL\. Elsewhere: The law/) }],
    });
    expect(codes(cell(declared, 'measure', 'UK'))).toEqual([]);
  });

  test('a failed assessment shows for a basis that needs none', () => {
    const policy = policyWith({ alert_sales: 'CONSENT' }, { establishments: ['GB'] });
    expect(codes(cell(policy, 'alert_sales', 'UK', assessments('FAILED')))).toEqual(['L1']);
  });

  test('the kill switch and the notice are told elsewhere; a policy that can not be read is never', () => {
    const policy = policyWith({ measure: 'NOTICE' }, { establishments: ['US'] });
    expect(policyMatrix({ ...policy, killed: true }, APPROVED)).toEqual(policyMatrix(policy, APPROVED));
    expect(codes(cell({ ...policy, unreadable: true }, 'measure', 'US'))).toEqual(['E01']);
  });
});

test('agrees with the gate: with all purposes answered alike, what is always or never is so in a visit', () => {
  for (const { bases } of PRESETS) {
    const policy = { ...policyWith({}, { establishments: ['GB'], headerOnly: true }), bases };
    for (const { purpose, regime, outcome } of policyMatrix(policy, APPROVED)) {
      const permitted = (answer: 'NONE' | 'GIVEN_PROVEN') =>
        decide(policy, {
          ...STANDING,
          ...ORDINARY_VISIT,
          regimes: regimeSet(regime),
          exempt: 0,
          consent: everyPurpose(answer),
        }).purposes.includes(purpose);
      expect([purpose, regime, permitted('NONE'), permitted('GIVEN_PROVEN')]).toEqual([
        purpose,
        regime,
        outcome === 'always',
        outcome !== 'never',
      ]);
    }
  }
});

test('moved cells: the outcome counts, not the word in the cell', () => {
  const notice = policyWith({ measure: 'NOTICE' }, { establishments: ['US'] });
  const consent = policyWith({ measure: 'CONSENT' }, { establishments: ['US'] });
  const moved = movedCells(policyMatrix(notice, APPROVED), policyMatrix(consent, APPROVED));
  expect(moved).toContainEqual({ purpose: 'measure', regime: 'US', direction: 'narrower' });
  expect(moved).toContainEqual({ purpose: 'measure', regime: 'EEA', direction: 'wider' });
  expect(moved.filter(({ purpose }) => purpose !== 'measure')).toEqual([]);
  expect(movedCells(policyMatrix(notice, APPROVED), policyMatrix(notice, APPROVED))).toEqual([]);
});
