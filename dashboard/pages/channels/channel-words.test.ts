import { expect, test } from 'vitest';
import type { Channel, Delivery } from '../../../api/contract-channels.ts';
import { attemptsWords, attemptWords, stateOf } from './channel-words.ts';

const CHANNEL: Channel = {
  id: 'c',
  kind: 'webhook',
  name: 'CRM',
  siteId: null,
  host: 'crm.example',
  active: true,
  failingSince: null,
  disabledAt: null,
  disabledReason: null,
  createdBy: 'Olga',
  createdAt: '2026-07-01T12:00:00.000Z',
};
const AT = '2026-07-02T12:00:00.000Z';

test.each([
  [{}, 'active'],
  [{ failingSince: AT }, 'failing'],
  [{ active: false }, 'paused'],
  [{ active: false, failingSince: AT }, 'paused'],
  [{ active: false, disabledAt: AT, disabledReason: 'gone' }, 'switched_off'],
])('%j is %s', (change, state) => {
  expect(stateOf({ ...CHANNEL, ...change })).toBe(state);
});

const attempt = { at: AT, code: 'delivered', status: 200, excerpt: 'ok', tookMs: 35 };

test('a try is told with its answer and its time', () => {
  expect(attemptWords(attempt)).toBe('Delivered (200) after 35 ms');
  expect(attemptWords({ ...attempt, code: 'timeout', status: null, tookMs: 15_000 })).toBe(
    'The target did not answer in time after 15.0 s',
  );
  expect(attemptWords({ ...attempt, code: 'some_new_code' })).toBe('some new code (200) after 35 ms');
});

test('tries are counted', () => {
  const delivery = { attempts: [attempt] } as Delivery;
  expect(
    [[], [attempt], [attempt, attempt]].map((attempts) => attemptsWords({ ...delivery, attempts })),
  ).toEqual(['not tried yet', '1 try', '2 tries']);
});
