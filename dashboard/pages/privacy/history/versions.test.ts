import { expect, test } from 'vitest';
import type { PolicyVersion } from '../../../../api/contract-privacy.ts';
import { CLOSED } from '../draft/policy.fixture.ts';
import { authors, byDay } from './versions.ts';

const version = (number: number, createdAt: string, more: Partial<PolicyVersion> = {}): PolicyVersion => ({
  version: number,
  author: 'Anna',
  approvedBy: null,
  alone: false,
  reason: 'because',
  restores: null,
  createdAt,
  demo: false,
  unreadable: false,
  policy: CLOSED,
  ...more,
});

test('versions are told by day, the newest first', () => {
  const days = byDay(
    [
      version(1, '2026-11-24T10:00:00Z'),
      version(3, '2026-11-25T09:00:00Z'),
      version(2, '2026-11-25T08:00:00Z'),
    ],
    (time) => time.slice(0, 10),
  );
  expect(days.map(({ day, versions }) => [day, ...versions.map((each) => each.version)])).toEqual([
    ['2026-11-25', 3, 2],
    ['2026-11-24', 1],
  ]);
});

test('a second officer is named, and so is that there was none', () => {
  const at = '2026-11-24T10:00:00Z';
  expect(authors(version(1, at))).toBe('Anna');
  expect(authors(version(1, at, { approvedBy: 'Bert' }))).toBe('Anna, with Bert');
  expect(authors(version(1, at, { alone: true }))).toBe('Anna, alone: there was no second officer');
});
