import { describe, expect, test } from 'vitest';
import type { AddressPlan } from '../classify/address-plan.ts';
import { holderClassifier } from '../classify/classify-holder.ts';
import { mergeHolders } from './merge-holders.ts';

const classify = holderClassifier();
const plan = (country: string): AddressPlan => ({
  asn: 64_500,
  addresses4: 256,
  ranges4: 1,
  largest6: null,
  blocks6: 0,
  country,
});

describe('one organization under several networks and spellings', () => {
  test.each([
    ['Deere & Company', 'US', 'DEERE & COMPANY', 'IN'],
    ['HSBC Bank USA', 'US', 'HSBC Mexico, S.A.', 'MX'],
    ['Quuxmetal Zwickau GmbH', 'DE', 'QUUXMETAL ZWICKAU Gesellschaft mit beschraenkter Haftung', 'DE'],
    ['Quuxmetal Foods Ltd', 'GB', 'Quuxmetal Foods Inc.', 'US'],
  ])('%s (%s) is %s (%s)', (one, there, other, elsewhere) => {
    const holders = [classify(one, plan(there)), classify(other, plan(elsewhere))];
    expect(new Set(holders.map(({ id }) => id)).size).toBe(1);
    const merged = mergeHolders(holders, [10, 20]);
    expect(new Set(merged.map(({ name, country }) => `${name} ${country}`)).size).toBe(1);
  });

  test.each([
    ['Ministry of Finance', 'TH', 'Ministry of Finance', 'SA'],
    ['Commercial Bank', 'QA', 'Commercial Bank', 'KE'],
    ['Unimetal Inc.', 'US', 'Unimetal S.p.A.', 'IT'],
  ])('%s (%s) is not %s (%s)', (one, there, other, elsewhere) => {
    const ids = [classify(one, plan(there)).id, classify(other, plan(elsewhere)).id];
    expect(new Set(ids).size).toBe(2);
  });

  test('whoever is no organization stays as it is', () => {
    const holders = [classify('Vodafone GmbH', plan('DE')), classify('Comcast', plan('US'))];
    expect(mergeHolders(holders, [1, 2])).toEqual(holders);
  });
});
