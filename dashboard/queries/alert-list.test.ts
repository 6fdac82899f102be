import { describe, expect, test } from 'vitest';
import type { Alert } from '../../api/contract.ts';
import { alertFixture } from './alert.fixture.ts';
import { type AlertPages, alertsOf, upsertAlert } from './alert-list.ts';

const at = (id: string, hour: number, change: Partial<Alert> = {}): Alert =>
  alertFixture({ id, openedAt: `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`, ...change });

const list = (...pages: { items: Alert[]; nextCursor: string | null }[]): AlertPages => ({
  pages,
  pageParams: pages.map(() => null),
});

const ids = (pages: AlertPages): string[] => alertsOf(pages).map((alert) => alert.id);

describe('upsertAlert', () => {
  const two = list(
    { items: [at('c', 12), at('b', 10)], nextCursor: 'next' },
    { items: [at('a', 8)], nextCursor: null },
  );

  test('a new one goes to the top', () => {
    expect(ids(upsertAlert(two, at('new', 13), ['open']))).toEqual(['new', 'c', 'b', 'a']);
  });

  test('one that is shown again goes where it was', () => {
    expect(ids(upsertAlert(two, at('back', 9), ['open']))).toEqual(['c', 'b', 'back', 'a']);
  });

  test('the oldest goes to the end when everything is loaded', () => {
    expect(ids(upsertAlert(two, at('old', 1), ['open']))).toEqual(['c', 'b', 'a', 'old']);
  });

  test('one that belongs to a page not loaded yet is left for it', () => {
    const partial = list({ items: [at('c', 12)], nextCursor: 'next' });
    expect(ids(upsertAlert(partial, at('old', 1), ['open']))).toEqual(['c']);
  });

  test('one whose state is no longer shown leaves', () => {
    expect(ids(upsertAlert(two, at('b', 10, { state: 'acknowledged' }), ['open']))).toEqual(['c', 'a']);
  });

  test('a known one is replaced in place', () => {
    const changed = upsertAlert(two, at('b', 10, { state: 'acknowledged' }), ['open', 'acknowledged']);
    expect(ids(changed)).toEqual(['c', 'b', 'a']);
    expect(alertsOf(changed)[1]?.state).toBe('acknowledged');
  });

  test('one that is not shown is not added', () => {
    expect(upsertAlert(two, at('x', 13, { state: 'snoozed' }), ['open'])).toBe(two);
  });

  test('an empty list takes its first', () => {
    expect(ids(upsertAlert(list({ items: [], nextCursor: null }), at('x', 1), ['open']))).toEqual(['x']);
  });
});
