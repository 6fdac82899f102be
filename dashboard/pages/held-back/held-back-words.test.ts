import { describe, expect, test } from 'vitest';
import type { HeldBack } from '../../../api/contract-my-alerts.ts';
import { isReason, REASON_NAMES, reasonSentence } from './held-back-words.ts';

const HELD: HeldBack = {
  id: '1',
  org: { id: '1', name: 'Acme' },
  rule: { id: 'r', title: 'Prices' },
  reason: 'quiet_hours',
  person: { name: 'Sara', isMe: false },
  until: '2026-07-02T05:30:00.000Z',
  at: '2026-07-01T21:00:00.000Z',
};
const LATER = Date.parse('2026-07-03T12:00:00Z');
const say = (change: Partial<HeldBack>) => reasonSentence({ ...HELD, ...change }, LATER, { timeZone: 'UTC' });

describe('why it was held back', () => {
  test('names the person, or says "you"', () => {
    expect(say({})).toBe('It came in Sara’s quiet hours, so it waited until 2 Jul 2026, 05:30.');
    expect(say({ until: '2026-07-04T05:30:00.000Z' })).toBe(
      'It came in Sara’s quiet hours, so it waits until 4 Jul 2026, 05:30.',
    );
    expect(say({ reason: 'muted', until: null })).toBe('Sara has muted this rule.');
    expect(say({ reason: 'muted', until: null, person: { name: 'Sara', isMe: true } })).toBe(
      'You have muted this rule.',
    );
  });

  test.each(Object.keys(REASON_NAMES))('%s is one sentence, whoever it was for', (reason) => {
    for (const person of [null, HELD.person, { name: 'Sara', isMe: true }]) {
      for (const until of [null, HELD.until]) {
        expect(say({ reason, person, until })).toMatch(/^[A-Z].*[^.]\.$/);
        expect(say({ reason, person, until })).not.toMatch(/undefined|null|you has|Sara have/);
      }
    }
  });

  test('a reason that is not known here is said as it is', () => {
    expect(say({ reason: 'something_new' })).toBe('It was held back: something new.');
    expect(isReason('constructor')).toBe(false);
  });
});
