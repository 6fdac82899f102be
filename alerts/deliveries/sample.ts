import type { ToldAlert } from './message.ts';

/** What a test of a channel says: an alert about nobody. */
export const SAMPLE: ToldAlert = {
  id: 'test',
  siteId: 0,
  siteName: 'Test',
  body: {
    schema: 'alert/1',
    org: {
      id: 'test',
      name: 'Example Company (a test)',
      registrableDomain: 'example.com',
      country: 'CH',
      kind: 'company',
    },
    rule: {
      id: 'test',
      version: 1,
      title: 'Test of this channel',
      sentence: 'Somebody pressed the test button in Clearpane. No organization is meant.',
    },
    window: { from: '2026-01-01T09:00:00.000Z', to: '2026-01-01T09:15:00.000Z' },
    evidence: [{ kind: 'topic_sessions', topic: 'pricing', label: 'Pricing', bucket: '2-3' }],
    match: { confidence: 'high', source: 'The network is registered to the organization' },
    lawful: { policyVersion: 1 },
    decision: 'human',
  },
};
