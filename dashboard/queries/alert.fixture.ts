import type { Alert } from '../../api/contract.ts';

/** An alert for tests. */
export const alertFixture = (change: Partial<Alert> = {}): Alert => ({
  schema: 'alert/1',
  id: 'a1',
  siteId: '1',
  siteName: 'Example shop',
  demo: false,
  org: {
    id: '18000000000000000001',
    name: 'Example plc',
    registrableDomain: 'example.org',
    country: 'GB',
    kind: 'business',
  },
  rule: { id: 'r1', version: 1, title: 'Pricing', sentence: 'At least 3 sessions on Pricing within 7 days' },
  window: { from: '2026-11-20T10:00:00.000Z', to: '2026-11-24T10:00:00.000Z' },
  evidence: [{ kind: 'topic_sessions', topic: 'pricing', label: 'Pricing', bucket: '2-3' }],
  match: { confidence: 'high', source: 'The network is registered to the organization' },
  lawful: { policyVersion: 1 },
  decision: 'human',
  state: 'open',
  openedAt: '2026-11-24T10:00:00.000Z',
  expiresAt: '2026-11-25T10:00:00.000Z',
  acknowledgedBy: null,
  acknowledgedAt: null,
  snoozedUntil: null,
  routed: [],
  outcome: null,
  ...change,
});
