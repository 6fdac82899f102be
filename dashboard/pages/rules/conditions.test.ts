import { expect, test } from 'vitest';
import { conditionOf, editable } from './conditions.ts';

const count = { atLeast: 2, count: 'sessions', topic: 1, within: 7 };

test.each([
  ['one condition', count, { all: [count] }],
  ['a group', { any: [count, { list: 'clients' }] }, { any: [count, { list: 'clients' }] }],
  ['a group in a group', { all: [{ list: 'clients' }, { any: [count, count] }] }, null],
  ['a kind', { all: [count, { attribute: 'kind', in: ['business'] }] }, null],
])('%s goes through the editor and stays the same', (_, condition, expected) => {
  const shown = editable(condition);
  expect(shown && conditionOf(shown)).toEqual(expected ?? condition);
});

test.each([
  ['deeper', { all: [count, { any: [count, { all: [count, count] }] }] }],
  ['an industry', { all: [count, { attribute: 'industry', in: ['A'] }] }],
  ['nothing', null],
])('%s is shown read-only', (_, condition) => {
  expect(editable(condition)).toBeNull();
});
