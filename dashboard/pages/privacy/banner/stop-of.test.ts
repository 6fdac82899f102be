import { expect, test } from 'vitest';
import type { PolicyPage } from '../../../../api/contract-privacy.ts';
import { CLOSED } from '../draft/policy.fixture.ts';
import { stopOf } from './stop-of.ts';

const page = (
  notice: PolicyPage['notice'],
  { killed = false, unreadable = false, everywhere = false } = {},
): Pick<PolicyPage, 'killedEverywhere' | 'active' | 'notice'> => ({
  notice,
  killedEverywhere: everywhere ? { by: 'Anna', reason: 'because', at: '2026-11-25T10:00:00Z' } : null,
  active: {
    version: 1,
    author: 'Anna',
    approvedBy: null,
    alone: false,
    reason: 'because',
    restores: null,
    createdAt: '2026-11-25T10:00:00Z',
    demo: false,
    unreadable,
    policy: { ...CLOSED, killed },
  },
});

test('the strongest reason is told alone', () => {
  expect([
    stopOf(page('CURRENT')),
    stopOf(page('STALE')),
    stopOf(page('MISSING')),
    stopOf(page('STALE', { killed: true })),
    stopOf(page('STALE', { killed: true, unreadable: true })),
    stopOf(page('STALE', { killed: true, everywhere: true })),
  ]).toEqual([null, 'stale', 'missing', 'site', 'unreadable', 'everywhere']);
});
