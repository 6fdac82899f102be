import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Decision, type Override, OverrideError, type Target } from './overrides.ts';
import { type Organizations, openOrganizations } from './resolver.ts';

const BBC = '132.185.10.1';
let organizations: Organizations;
beforeAll(async () => {
  organizations = await openOrganizations({ directory: 'dist/organizations' });
});
beforeEach(() => organizations.setOverrides([]));
afterAll(() => organizations.close());

const decide = (target: Target, decision: Decision, at = 1): Override => ({
  target,
  decision,
  by: 'Ada',
  at,
});
const acme: Decision = { kind: 'is', organization: { name: 'Acme', domain: 'acme.example', country: 'GB' } };

test('each decision counts at once, says who decided, and is gone when it is taken back', () => {
  expect(organizations.resolve(BBC)).toMatchObject({ organization: { name: 'BBC' }, excluded: null });
  const network = { network: '132.185.0.0/16' };
  organizations.setOverrides([decide(network, acme)]);
  expect(organizations.resolve(BBC)).toMatchObject({
    organization: {
      name: 'Acme',
      domain: 'acme.example',
      country: 'GB',
      kind: 'business',
      confidence: 'high',
    },
    eligible: true,
  });
  expect(organizations.resolve(BBC).evidence[0]).toMatchObject({
    source: 'override',
    says: expect.stringContaining('Ada'),
  });
  organizations.setOverrides([decide(network, { kind: 'isp' })]);
  expect(organizations.resolve(BBC)).toMatchObject({
    organization: null,
    networkKind: 'isp',
    eligible: false,
  });
  organizations.setOverrides([decide(network, { kind: 'not_them' })]);
  expect(organizations.resolve(BBC)).toMatchObject({
    organization: null,
    networkKind: 'unknown',
    eligible: false,
  });
  organizations.setOverrides([]);
  expect(organizations.resolve(BBC)).toMatchObject({ organization: { name: 'BBC' } });
});

describe('exclusions', () => {
  test.each([
    ['own_staff', true],
    ['agency', true],
    ['bot_network', true],
    ['organization', false],
  ] as const)('%s: dropped %s, and nobody is named', (reason, drop) => {
    organizations.setOverrides([decide({ network: BBC }, { kind: 'exclude', reason })]);
    expect(organizations.resolve(BBC)).toMatchObject({
      organization: null,
      eligible: false,
      excluded: { reason, drop, by: 'Ada' },
    });
    expect(organizations.resolve('132.185.10.2').excluded).toBeNull();
  });

  test('of an organization that is found, wherever it comes from', () => {
    const id = organizations.resolve(BBC).organization?.id ?? '';
    organizations.setOverrides([decide({ organization: id }, { kind: 'exclude', reason: 'organization' })]);
    expect(organizations.resolve(BBC).excluded).toMatchObject({ reason: 'organization', drop: false });
  });

  test('of a domain and what is below it', () => {
    const shop: Decision = { kind: 'is', organization: { name: 'Shop', domain: 'eu.shop.example' } };
    organizations.setOverrides([
      decide({ network: BBC }, shop),
      decide({ domain: 'Shop.example' }, { kind: 'exclude', reason: 'agency' }),
    ]);
    // The decision about the network is the more exact one.
    expect(organizations.resolve(BBC)).toMatchObject({ organization: { name: 'Shop' }, excluded: null });
  });
});

describe('decisions about organizations', () => {
  const is = (id: string): Decision => ({ kind: 'is', organization: { id, name: `Number ${id}` } });
  let bbc: string;
  beforeEach(() => {
    bbc = organizations.resolve(BBC).organization?.id ?? '';
  });

  test('lead on to the one that counts in the end', () => {
    organizations.setOverrides([
      decide({ organization: bbc }, is('1')),
      decide({ organization: '1' }, is('2')),
    ]);
    expect(organizations.resolve(BBC).organization?.id).toBe('2');
    organizations.setOverrides([
      decide({ organization: bbc }, is('1')),
      decide({ organization: '1' }, { kind: 'exclude', reason: 'organization' }),
    ]);
    expect(organizations.resolve(BBC)).toMatchObject({ organization: null, excluded: { drop: false } });
  });

  test('never go round in circles', () => {
    organizations.setOverrides([
      decide({ organization: bbc }, is('1')),
      decide({ organization: '1' }, is(bbc)),
    ]);
    expect(organizations.resolve(BBC).organization).not.toBeNull();
  });

  test('whoever is excluded after a network was given to them is named nowhere', () => {
    const exclude: Decision = { kind: 'exclude', reason: 'organization' };
    organizations.setOverrides([
      decide({ network: BBC }, is('1'), 1),
      decide({ organization: '1' }, exclude, 2),
    ]);
    expect(organizations.resolve(BBC)).toMatchObject({ organization: null, excluded: { drop: false } });
  });
});

test('the longest prefix wins, whoever decided first; of the same network, whoever decided last', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([8, 12, 16, 20, 24, 28, 32], { minLength: 1 }), (lengths) => {
      organizations.setOverrides(
        lengths.map((length, at) =>
          decide(
            { network: `${BBC}/${length}` },
            { kind: 'is', organization: { name: `Acme ${length}` } },
            at,
          ),
        ),
      );
      expect(organizations.resolve(BBC).organization?.name).toBe(`Acme ${Math.max(...lengths)}`);
    }),
  );
  const named = (name: string, at: number) =>
    decide({ network: `${BBC}/24` }, { kind: 'is', organization: { name } }, at);
  organizations.setOverrides([named('Later', 9), named('Earlier', 3)]);
  expect(organizations.resolve(BBC).organization?.name).toBe('Later');
});

test('an organization that was decided keeps its id when it has one', () => {
  organizations.setOverrides([
    decide({ network: BBC }, { kind: 'is', organization: { id: '42', name: 'Acme' } }),
  ]);
  expect(organizations.resolve(BBC).organization).toMatchObject({ id: '42', name: 'Acme' });
  organizations.setOverrides([
    decide({ network: '86.128.0.0/16' }, { kind: 'is', organization: { name: 'Siemens AG' } }),
  ]);
  expect(organizations.resolve('86.128.1.1').organization?.id).toBe(
    organizations.resolve('194.138.1.1').organization?.id,
  );
});

test.each<[string, Target, Decision]>([
  ['no network', { network: 'BBC' }, { kind: 'isp' }],
  ['everybody', { network: '0.0.0.0/0' }, { kind: 'isp' }],
  ['no target', { organization: ' ' }, { kind: 'isp' }],
  ['no name', { network: BBC }, { kind: 'is', organization: { name: ' ' } }],
])('%s is refused, and the decisions before stay in force', (_, target, decision) => {
  organizations.setOverrides([decide({ network: BBC }, acme)]);
  expect(() => organizations.setOverrides([decide(target, decision)])).toThrow(OverrideError);
  expect(organizations.resolve(BBC).organization?.name).toBe('Acme');
});
