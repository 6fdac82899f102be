import { expect, test } from 'vitest';
import { filterIn } from './window-filters.ts';

const filter = (query: string): string => filterIn(new URLSearchParams(query)).value;

test('an address says what is listed', () => {
  expect(['', 'state=closed', 'state=warming', 'state=else'].map(filter)).toEqual([
    'open',
    'closed',
    'warming',
    'open',
  ]);
});

test('an alert that a message names is among all, unless the address says otherwise', () => {
  expect(['site=1&alert=a1', 'alert=a1&state=open'].map(filter)).toEqual(['all', 'open']);
});
