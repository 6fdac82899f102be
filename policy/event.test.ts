import { expect, test } from 'vitest';
import { type AcceptedEvent, carriesDecision } from './event.ts';
import { REASONS } from './reasons.ts';

const event: AcceptedEvent = {
  type: 'event',
  site: 1,
  id: '0123456789abcdef',
  name: 'page_view',
  level: 'COUNT',
  policyVersion: 1,
  reasons: ['I01'],
  time: 0,
  page: '/',
  referrerHost: '',
  country: '',
  device: 'desktop',
  browser: '',
  topic: 0,
  organization: null,
  visitor: '',
  visit: '',
  alert: false,
};

/** As it may come out of a log that something else wrote. */
const changed = (change: object): AcceptedEvent => ({ ...event, ...change });

test('every level and every code of ours is taken', () => {
  for (const level of ['COUNT', 'ORG', 'VISITOR']) expect(carriesDecision(changed({ level }))).toBe(true);
  expect(carriesDecision(changed({ reasons: [] }))).toBe(true);
  expect(carriesDecision(changed({ reasons: Object.keys(REASONS) }))).toBe(true);
  // Of a newer version.
  expect(carriesDecision(changed({ reasons: ['Z99_LATER'] }))).toBe(true);
});

test.each([
  ['a level that is not stored', { level: 'DROP' }],
  ['a level that is not known', { level: 'PERSON' }],
  ['no level', { level: undefined }],
  ['no policy version', { policyVersion: undefined }],
  ['half a version', { policyVersion: 1.5 }],
  ['a version before the first', { policyVersion: -1 }],
  ['no reasons', { reasons: undefined }],
  ['a reason instead of a list', { reasons: 'I01' }],
  ['a reason that is no text', { reasons: ['I01', 7] }],
  ['a list in a list', { reasons: [['I01']] }],
  ['an empty reason', { reasons: [''] }],
  ['a sentence', { reasons: ['because we can'] }],
  ['a reason without end', { reasons: ['I'.repeat(33)] }],
  ['reasons without end', { reasons: Array.from({ length: 65 }, () => 'I01') }],
  ['no word on alerts', { alert: undefined }],
])('%s is refused', (_, change) => {
  expect(carriesDecision(changed(change))).toBe(false);
});
