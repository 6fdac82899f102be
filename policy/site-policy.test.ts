import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demoPolicy } from './demo-policy.ts';
import { anyPolicy } from './gate-domain.fixture.ts';
import { closedPolicy, readSitePolicy, stanceOf } from './site-policy.ts';

const stored = (change: object = {}): unknown => JSON.parse(JSON.stringify({ ...demoPolicy(), ...change }));

describe('what was stored', () => {
  test('comes back, under the version of its row', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const read = readSitePolicy(JSON.parse(JSON.stringify(policy)), 7);
        expect(read).toEqual({ ...policy, version: 7, unreadable: false });
      }),
      { numRuns: 200 },
    );
    expect(readSitePolicy(stored(), 1)).toEqual(demoPolicy());
    // From before there was a choice.
    const { behaviour: _, ...before } = demoPolicy();
    expect(readSitePolicy(before, 1)).toEqual({ ...before, behaviour: { kinds: [], events: [] } });
    const narrow = {
      audience: { countries: ['GB'], kinds: ['business', 'healthcare'] },
      consent: { lifeMonths: 13, askAgainMonths: 60 },
      tcf: { reading: 'core', customPurpose: 24 },
    };
    expect(readSitePolicy(stored(narrow), 1)).toMatchObject({ ...narrow, unreadable: false });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    [
      'an older shape',
      { demo: true, killed: false, purposes: { measure: 'LI' }, passiveSignalStance: 'STRICT' },
    ],
    ['a basis that is not known', stored({ bases: { ...demoPolicy().bases, measure: { EEA: 'MAGIC' } } })],
    [
      'a purpose that is not known',
      stored({ bases: { ...demoPolicy().bases, sell_data: demoPolicy().bases.measure } }),
    ],
    ['a purpose that is missing', stored({ bases: { measure: demoPolicy().bases.measure } })],
    [
      'a regime that is not known',
      stored({ bases: { ...demoPolicy().bases, measure: { ...demoPolicy().bases.measure, MARS: 'LI' } } }),
    ],
    ['pages that are no list', stored({ pages: { special: '/health', children: [] } })],
    ['a memo that is no text', stored({ passiveSignalMemos: { UK: true } })],
    ['consent for ever', stored({ consent: { lifeMonths: 600, askAgainMonths: 6 } })],
    ['a reading that is not known', stored({ tcf: { reading: 'vendor', customPurpose: null } })],
    ['a custom purpose that can not be', stored({ tcf: { reading: 'core', customPurpose: 0 } })],
    ['a behaviour that is not known', stored({ behaviour: { kinds: ['mouse'], events: [] } })],
    ['events that are no list', stored({ behaviour: { kinds: [], events: 'signup' } })],
    ['a controller without a name', stored({ controller: { contact: '', officer: '' } })],
    ['a kind of organization that is not known', stored({ audience: { countries: [], kinds: ['people'] } })],
  ])('%s: unreadable, and nothing is collected', (_, value) => {
    expect(readSitePolicy(value, 3)).toMatchObject({ version: 3, unreadable: true });
  });

  test('a policy from before there were contact requests takes none, and neither does one that is not clear', () => {
    for (const contactRequests of [undefined, null, 1, 'true']) {
      expect(readSitePolicy(stored({ contactRequests }), 1)).toMatchObject({
        contactRequests: false,
        unreadable: false,
      });
    }
  });

  test('only a clear "not killed" leaves the switch open', () => {
    expect(readSitePolicy(stored({ killed: undefined }), 1).killed).toBe(true);
    expect(readSitePolicy(stored({ killed: 0 }), 1).killed).toBe(true);
    expect(readSitePolicy(stored(), 1).killed).toBe(false);
  });

  test('whatever it is, reading it never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readSitePolicy(value, 1).version).toBe(1);
      }),
    );
  });
});

describe('passive-signal stance', () => {
  test('strict without a memo, and always in Quebec', () => {
    const policy = { ...closedPolicy(), passiveSignalMemos: { UK: 'Signed.', FR: '  ', CA_QC: 'Signed.' } };
    expect(stanceOf(policy, 'UK')).toBe('HEADER_ONLY');
    expect(stanceOf(policy, 'FR')).toBe('STRICT');
    expect(stanceOf(policy, 'EEA')).toBe('STRICT');
    expect(stanceOf(policy, 'CA_QC')).toBe('STRICT');
  });
});
