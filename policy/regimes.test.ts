import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jurisdiction } from './jurisdiction.ts';
import { ALL_REGIMES, REGIMES, type Regime, regimeSet, regimesIn, regimesOf } from './regimes.ts';
import { closedPolicy } from './site-policy.ts';

describe('regimes of a place', () => {
  test.each<[string, Regime[]]>([
    ['DE', ['EEA']],
    ['IS', ['EEA']],
    ['LI', ['EEA']],
    ['NO', ['EEA']],
    ['FR', ['FR']],
    ['RE', ['FR']],
    ['GB', ['UK']],
    ['JE', ['UK']],
    ['CH', ['CH']],
    ['BR', ['BR']],
    ['CA', ['CA_QC', 'CA']],
    ['CA-QC', ['CA_QC']],
    ['CA-ON', ['CA']],
    ['US', ['US_UOOM', 'US']],
    ['US-CA', ['US_UOOM']],
    ['US-TX', ['US_UOOM']],
    ['US-NY', ['US']],
    ['JP', ['ROW']],
    ['de', ['EEA']],
  ])('%s', (place, regimes) => {
    expect(regimesIn(regimesOf(place))).toEqual(regimes);
  });

  test.each(['', 'XX', 'ZZ', 'EU', 'AP', 'T1', 'QM', 'D', 'DEU', '-', '??'])(
    '%j may be anywhere',
    (place) => {
      expect(regimesOf(place)).toBe(ALL_REGIMES);
    },
  );

  test('whatever is asked, some law applies', () => {
    fc.assert(fc.property(fc.string(), (place) => regimesOf(place) > 0 && regimesOf(place) <= ALL_REGIMES));
  });

  test('a set and its members are one thing', () => {
    fc.assert(
      fc.property(fc.subarray([...REGIMES]), (regimes) => {
        expect(regimesIn(regimeSet(...regimes))).toEqual(regimes);
      }),
    );
  });
});

describe('jurisdiction', () => {
  const policy = { ...closedPolicy(), establishments: ['GB'] };

  test("the controller's and the visitor's laws together", () => {
    expect(regimesIn(jurisdiction(policy, 'US-TX').regimes)).toEqual(['UK', 'US_UOOM']);
    expect(regimesIn(jurisdiction(policy, 'GB').regimes)).toEqual(['UK']);
  });

  test('a place that is not known, or no establishment, brings all of them', () => {
    expect(jurisdiction(policy, '')).toEqual({ regimes: ALL_REGIMES, exempt: 0 });
    expect(jurisdiction(closedPolicy(), 'GB')).toEqual({ regimes: ALL_REGIMES, exempt: 0 });
  });

  test('an exemption counts where every place of the regime has one', () => {
    const dutch = { ...policy, establishments: ['NL'], exemptions: { NL: 'Tw 11.7a', LU: ' ' } };
    const exempt = (place: string) => regimesIn(jurisdiction(dutch, place).exempt);
    expect(exempt('NL')).toEqual(['EEA']);
    expect(exempt('DE')).toEqual([]);
    expect(exempt('LU')).toEqual([]);
    expect(exempt('GB')).toEqual(['EEA']);
    expect(exempt('constructor')).toEqual([]);
    expect(exempt('')).toEqual([]);
    const unknown = { ...dutch, exemptions: { ...dutch.exemptions, '': 'nowhere' } };
    expect(regimesIn(jurisdiction({ ...unknown, establishments: [] }, 'NL').regimes)).toEqual([...REGIMES]);
  });

  test('naming an establishment never takes a law away, but the first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('GB', 'DE', 'FR', 'CA', 'US', 'JP'), { minLength: 1 }),
        fc.constantFrom('GB', 'DE', 'US-CA', 'CA-QC', ''),
        fc.constantFrom('BR', 'CH', 'FR', 'XX'),
        (establishments, place, another) => {
          const before = jurisdiction({ ...policy, establishments }, place).regimes;
          const after = jurisdiction(
            { ...policy, establishments: [...establishments, another] },
            place,
          ).regimes;
          expect(after & before).toBe(before);
        },
      ),
    );
  });
});
