import { describe, expect, test } from 'vitest';
import { type Assessment, assessmentTable, nextReview, reviewDue } from './assessment.ts';

const APPROVED_AT = Date.parse('2026-05-25T10:00:00Z');
const DUE = Date.parse('2026-11-25T10:00:00Z');

const record = (version: number, change: Partial<Assessment> = {}): Assessment => ({
  version,
  purposes: ['identify_org'],
  regimes: ['UK', 'EEA'],
  state: 'APPROVED',
  approvedAt: APPROVED_AT,
  reviewDue: DUE,
  ...change,
});
const state = (assessments: Assessment[], now = APPROVED_AT) =>
  assessmentTable(assessments, now).identify_org.UK;

describe('which record counts', () => {
  test('none, and none for another purpose or regime', () => {
    expect(state([])).toBe('NONE');
    const table = assessmentTable([record(1)], APPROVED_AT);
    expect(table.measure.UK).toBe('NONE');
    expect(table.identify_org.FR).toBe('NONE');
    expect(table.identify_org.EEA).toBe('APPROVED');
  });

  test('a draft alone is a draft; beside a conclusion it changes nothing', () => {
    const draft = record(2, { state: 'DRAFT', approvedAt: null, reviewDue: null });
    expect(state([draft])).toBe('DRAFT');
    expect(state([record(1), draft])).toBe('APPROVED');
  });

  test('the newest conclusion counts, in whatever order they come', () => {
    const failed = record(2, { state: 'FAILED', approvedAt: null, reviewDue: null });
    expect(state([record(1), failed])).toBe('FAILED');
    expect(state([failed, record(3), record(1)])).toBe('APPROVED');
    expect(state([record(1), record(2, { state: 'DPIA_PENDING' })])).toBe('DPIA_PENDING');
  });
});

describe('six months', () => {
  test('to the millisecond', () => {
    expect(state([record(1)], DUE - 1)).toBe('APPROVED');
    expect(state([record(1)], DUE)).toBe('OVERDUE');
    expect(reviewDue(APPROVED_AT)).toBe(DUE);
  });

  test.each([
    ['2026-08-31T00:00:00Z', '2027-02-28T00:00:00Z'],
    ['2027-08-31T23:59:59Z', '2028-02-29T23:59:59Z'],
    ['2026-12-31T12:00:00Z', '2027-06-30T12:00:00Z'],
    ['2026-01-15T00:00:00Z', '2026-07-15T00:00:00Z'],
  ])('%s', (from, to) => {
    expect(new Date(reviewDue(Date.parse(from)))).toEqual(new Date(to));
  });

  test('an approval without its dates is none', () => {
    expect(state([record(1, { reviewDue: null })])).toBe('OVERDUE');
    expect(state([record(1, { approvedAt: null })])).toBe('OVERDUE');
  });

  test('the next one to run out', () => {
    const later = record(2, { reviewDue: DUE + 5 });
    expect(nextReview([later, record(1)], APPROVED_AT)).toBe(DUE);
    expect(nextReview([later, record(1)], DUE)).toBe(DUE + 5);
    expect(nextReview([record(1, { state: 'FAILED' })], APPROVED_AT)).toBe(Number.POSITIVE_INFINITY);
  });
});
