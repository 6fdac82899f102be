import { expect, test } from 'vitest';
import type { Trouble } from '../../api/contract-troubles.ts';
import { troubleText } from './trouble-words.ts';

const NOW = Date.parse('2026-11-25T15:00:00Z');
const since = '2026-11-25T14:05:30Z';
const reader = { mayAct: true, now: NOW, timeZone: 'UTC' };

test('nothing is said where nothing is wrong', () => {
  expect(troubleText([], reader)).toBeNull();
});

test('a full disk: what is missing since when, and what to do', () => {
  expect(troubleText([{ kind: 'intake', reason: 'full', since }], reader)).toEqual({
    title: 'Visits are missing since 14:05',
    text: 'Events are turned away: the disk of the event log is full. Pages that are still open send theirs again. Make room on that disk; the rest goes on by itself.',
    others: [],
  });
});

test('who can not act on it hears who can', () => {
  const text = troubleText([{ kind: 'writer', reason: 'failing', since }], { ...reader, mayAct: false });
  expect(text?.text).toMatch(/^The warehouse does not take them in\. .* An owner has to look at it\.$/);
});

test('the worst is told in full, the others by what they mean', () => {
  const troubles: Trouble[] = [
    { kind: 'alerts', reason: 'full', since: '2026-11-24T23:10:00Z' },
    { kind: 'intake', reason: 'full', since },
  ];
  expect(troubleText(troubles, reader)).toMatchObject({
    title: 'Visits are missing since 14:05',
    others: ['Alerts wait since yesterday, 23:10'],
  });
});
