import { expect, test } from 'vitest';
import { type Account, AccountIndex, accountName } from './accounts.ts';

const account = (change: Partial<Account>): Account => ({
  organization: null,
  domain: null,
  name: 'x',
  country: '',
  relation: null,
  watched: false,
  ...change,
});
const seen = { id: '1', name: 'Müller & Söhne GmbH', domain: 'mueller.example', country: 'DE' };

test('an account is found by the first that it has: organization, domain, name', () => {
  const index = new AccountIndex([
    account({ organization: '7', domain: 'seven.example', relation: 'client' }),
    account({ domain: 'Mueller.example', name: 'By domain', relation: 'prospect' }),
    account({ name: 'Muller Sohne', watched: true }),
  ]);
  expect(index.standingOf(seen)).toMatchObject({ relation: 'prospect', watched: false });
  expect(index.standingOf({ ...seen, domain: '' })).toMatchObject({ relation: null, watched: true });
  expect(index.standingOf({ ...seen, id: '7', domain: '' })).toMatchObject({ relation: 'client' });
  // It has an organization, so its domain does not count.
  expect(index.find({ ...seen, name: 'Seven', domain: 'seven.example' })).toBeNull();
  expect(index.standingOf({ ...seen, name: 'Other', domain: '' })).toEqual({
    relation: null,
    watched: false,
  });
});

test('a name counts in its country, where one is given', () => {
  const index = new AccountIndex([
    account({ name: 'Acme Ltd', country: 'GB', relation: 'client' }),
    account({ name: 'ACME', relation: 'prospect' }),
  ]);
  const acme = (country: string) => index.standingOf({ id: '2', name: 'Acme', domain: '', country }).relation;
  expect([acme('GB'), acme('FR'), acme('')]).toEqual(['client', 'prospect', 'prospect']);
});

test('names are compared without case, accents and legal form', () => {
  expect(['Acme, Inc.', 'ACME Corp', 'Àcme S.p.A.'].map(accountName)).toEqual(['acme', 'acme', 'acme']);
  expect(accountName('AG')).toBe('ag');
  expect(accountName('株式会社 例')).toBe('株式会社 例');
});
