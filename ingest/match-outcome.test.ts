import { expect, test } from 'vitest';
import { outcomeOf } from './match-outcome.ts';
import { nobody } from './organizations/resolution.ts';
import { openOrganizations } from './organizations/resolver.ts';

test.each([
  ['isp', 'provider'],
  ['mobile', 'mobile'],
  ['hosting', 'hosting'],
  ['vpn', 'vpn'],
  ['business', 'unknown'],
  ['unknown', 'unknown'],
] as const)('%s that names nobody counts as %s', (networkKind, outcome) => {
  expect(outcomeOf(nobody('', { networkKind }))).toBe(outcome);
});

test('named, shared and excluded networks of the real table', async () => {
  const organizations = await openOrganizations({ directory: 'dist/organizations' });
  const of = (address: string) => outcomeOf(organizations.resolve(address));
  expect(of('132.185.10.1')).toBe('named_high');
  // Jisc, for universities of the United Kingdom.
  expect(of('193.60.0.1')).toBe('shared');
  organizations.setOverrides([
    {
      target: { network: '132.185.0.0/16' },
      decision: { kind: 'exclude', reason: 'organization' },
      by: 'Ada',
      at: 1,
    },
  ]);
  expect(of('132.185.10.1')).toBe('excluded');
  organizations.close();
});
