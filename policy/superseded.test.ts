import { expect, test } from 'vitest';
import type { Assessment } from './assessment.ts';
import { isOverruled, isSuperseded } from './superseded.ts';

type Row = Pick<Assessment, 'version' | 'purposes' | 'regimes' | 'state'>;
const row = (
  version: number,
  state: Row['state'],
  regimes: Row['regimes'] = ['UK'],
  purposes: Row['purposes'] = ['measure'],
): Row => ({ version, state, regimes, purposes });

test('the newest is never superseded, by itself or by what came before', () => {
  const all = [row(1, 'APPROVED'), row(2, 'DRAFT')];
  expect(all.map((each) => isSuperseded(each, all))).toEqual([false, false]);
});

test('a draft takes the place of a draft, and not of what was concluded', () => {
  const all = [row(1, 'DRAFT'), row(2, 'FAILED'), row(3, 'DRAFT')];
  expect(all.map((each) => isSuperseded(each, all))).toEqual([true, false, false]);
});

test('all that it covers must be covered, by one or by several', () => {
  const wide = row(1, 'APPROVED', ['UK', 'EEA']);
  expect(isSuperseded(wide, [wide, row(2, 'FAILED', ['UK'])])).toBe(false);
  expect(isSuperseded(wide, [wide, row(2, 'FAILED', ['UK']), row(3, 'APPROVED', ['EEA'])])).toBe(true);
  expect(isSuperseded(wide, [wide, row(2, 'FAILED', ['UK', 'EEA'], ['alert_sales'])])).toBe(false);
});

test('overruled by whatever was concluded since about a part of it', () => {
  const draft = row(2, 'DRAFT', ['UK', 'EEA']);
  expect(isOverruled(draft, [row(1, 'FAILED'), draft, row(3, 'DRAFT')])).toBe(false);
  expect(isOverruled(draft, [draft, row(3, 'FAILED', ['EEA'])])).toBe(true);
  expect(isOverruled(draft, [draft, row(3, 'FAILED', ['CH'])])).toBe(false);
});
