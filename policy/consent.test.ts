import { describe, expect, test } from 'vitest';
import { type ConsentClaim, type ConsentProof, consentStates, NO_CLAIM } from './consent.ts';
import { everyPurpose } from './purposes.ts';

const NOW = 1_800_000_000_000;
const HASH = 'a'.repeat(64);
const at = { site: 1, noticeHash: HASH, now: NOW };

const proof: ConsentProof = {
  site: 1,
  purposes: ['measure', 'recognise_visitor'],
  asked: ['measure', 'recognise_visitor', 'identify_org'],
  noticeHash: HASH,
  givenAt: NOW - 1000,
  expiresAt: NOW + 1000,
  withdrawn: false,
};
const claim = (change: Partial<ConsentClaim>): ConsentClaim => ({ ...NO_CLAIM, ...change });

describe('state of each purpose', () => {
  test('nobody said anything', () => {
    expect(consentStates(NO_CLAIM, at)).toEqual(everyPurpose('NONE'));
  });

  test('a receipt proves what was agreed to, and that the rest was refused where it was asked for', () => {
    expect(consentStates(claim({ proof }), at)).toEqual({
      measure: 'GIVEN_PROVEN',
      identify_org: 'REFUSED',
      alert_sales: 'NONE',
      recognise_visitor: 'GIVEN_PROVEN',
    });
  });

  test('a word without a receipt proves nothing', () => {
    expect(consentStates(claim({ claimed: ['measure'] }), at).measure).toBe('GIVEN_UNPROVEN');
    expect(consentStates(claim({ claimed: ['alert_sales'], proof }), at).alert_sales).toBe('GIVEN_UNPROVEN');
  });

  test.each([
    ['past its time', { expiresAt: NOW }],
    ['for another notice', { noticeHash: 'b'.repeat(64) }],
    ['from the future', { givenAt: NOW + 10 * 60_000 }],
  ])('a receipt %s', (_, change) => {
    expect(consentStates(claim({ proof: { ...proof, ...change } }), at).measure).toBe('EXPIRED');
  });

  test('no notice is published any more', () => {
    expect(consentStates(claim({ proof }), { ...at, noticeHash: null }).measure).toBe('EXPIRED');
  });

  test('clocks may differ by a little', () => {
    const early = { ...proof, givenAt: NOW + 60_000, expiresAt: NOW + 120_000 };
    expect(consentStates(claim({ proof: early }), at).measure).toBe('GIVEN_PROVEN');
  });

  test('a receipt of another site is none', () => {
    expect(consentStates(claim({ proof: { ...proof, site: 2 } }), at)).toEqual(everyPurpose('NONE'));
  });

  test('to take away, a word is enough', () => {
    expect(consentStates(claim({ proof, refused: ['measure'] }), at).measure).toBe('REFUSED');
    expect(consentStates(claim({ proof, refused: ['measure'], withdrawn: ['measure'] }), at).measure).toBe(
      'WITHDRAWN',
    );
  });

  test('a withdrawn receipt', () => {
    const states = consentStates(claim({ proof: { ...proof, withdrawn: true }, refused: ['measure'] }), at);
    expect(states).toMatchObject({
      measure: 'WITHDRAWN',
      recognise_visitor: 'WITHDRAWN',
      identify_org: 'NONE',
    });
  });
});
