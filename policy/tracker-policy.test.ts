import { describe, expect, test } from 'vitest';
import { policyWith, STANDING } from './gate.fixture.ts';
import { jurisdiction } from './jurisdiction.ts';
import { PRESETS } from './presets.ts';
import { everyPurpose, PURPOSES } from './purposes.ts';
import { closedPolicy, type SitePolicy } from './site-policy.ts';
import { trackerPolicy } from './tracker-policy.ts';

const at = (policy: SitePolicy, place: string) =>
  trackerPolicy(policy, STANDING, jurisdiction(policy, place), 'ab');
const preset = (id: string): SitePolicy => {
  const found = PRESETS.find((each) => each.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return { ...closedPolicy(), establishments: ['GB'], bases: found.bases };
};

describe('what a page is told', () => {
  test('a fresh site: never anything', () => {
    expect(at(closedPolicy(), 'GB')).toEqual({ v: 1, n: 'ab', p: [0, 0, 0, 0], x: [], m: [6, 6], t: [1, 0] });
  });

  test('with a receipt, without one, never', () => {
    const consent = policyWith(everyPurpose('CONSENT'), { establishments: ['DE'] });
    expect(at(consent, 'DE').p).toEqual([1, 1, 1, 1]);
    const notice = policyWith(everyPurpose('NOTICE'), { establishments: ['US-NY'] });
    expect(at(notice, 'US-NY').p).toEqual([2, 2, 2, 2]);
    expect(at(notice, 'CA-QC').p).toEqual([2, 0, 0, 0]);
    expect(at(notice, 'DE').p).toEqual([0, 0, 0, 0]);
  });

  test('nothing while the notice is stale or the switch is off', () => {
    const notice = policyWith(everyPurpose('NOTICE'), { establishments: ['US-NY'] });
    const laws = jurisdiction(notice, 'US-NY');
    expect(trackerPolicy(notice, { ...STANDING, notice: 'STALE' }, laws, 'ab').p).toEqual([0, 0, 0, 0]);
    expect(trackerPolicy({ ...notice, killed: true }, STANDING, laws, null)).toMatchObject({
      n: '',
      p: [0, 0, 0, 0],
    });
  });

  test('pages that are never reported, as regular expressions that a browser can use', () => {
    const policy = { ...closedPolicy(), pages: { special: ['/health/**', '/a(b'], children: ['/kids/*'] } };
    const never = at(policy, 'GB').x.map((source) => new RegExp(source));
    const matches = (path: string) => never.some((each) => each.test(path));
    expect(['/health/heart/attack', '/health/x', '/kids/one', '/a(b'].every(matches)).toBe(true);
    expect(['/healthy', '/kids/one/two', '/ab', '/'].some(matches)).toBe(false);
  });
});

describe('what is told beside views', () => {
  const counting = (basis: 'NOTICE' | 'OFF'): SitePolicy => ({
    ...policyWith({ ...everyPurpose('NOTICE'), measure: basis }, { establishments: ['US-NY'] }),
    behaviour: { kinds: ['engaged', 'form'], events: ['signup plan'] },
  });
  const told = (policy: SitePolicy, campaigns: string[] = []) =>
    trackerPolicy(policy, STANDING, jurisdiction(policy, 'US-NY'), 'ab', campaigns).b;

  test('what the policy counts, where measuring is permitted', () => {
    expect(told(counting('NOTICE'))).toEqual([['engaged', 'form'], ['signup plan'], []]);
    expect(told(counting('OFF'))).toBeUndefined();
    expect(told(policyWith(everyPurpose('NOTICE'), { establishments: ['US-NY'] }))).toBeUndefined();
  });

  test('campaigns, as regular expressions that a browser can use', () => {
    const [, , sources = []] = told(counting('OFF'), ['spring-*', 'a.b']) ?? [];
    const matches = (value: string) => sources.some((source) => new RegExp(source).test(value));
    expect(['spring-2026', 'a.b'].every(matches)).toBe(true);
    expect(['offspring-1', 'axb', 'ann'].some(matches)).toBe(false);
  });

  test('no campaign where no organization may be named, and none in France', () => {
    const nobody = policyWith({ measure: 'NOTICE' }, { establishments: ['US-NY'] });
    expect(told(nobody, ['spring'])).toBeUndefined();
    const consent = policyWith(everyPurpose('CONSENT'), { establishments: ['GB'] });
    const campaignsIn = (place: string) =>
      trackerPolicy(consent, STANDING, jurisdiction(consent, place), 'ab', ['spring']).b?.[2];
    expect(campaignsIn('GB')).toHaveLength(1);
    expect(campaignsIn('FR')).toBeUndefined();
  });
});

describe('presets', () => {
  test('are starting points for every purpose in every regime', () => {
    for (const { bases } of PRESETS) expect(Object.keys(bases)).toEqual([...PURPOSES]);
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  });

  test('count only: counted everywhere, without an answer where the law allows it', () => {
    const policy = preset('count-only');
    expect(at(policy, 'GB').p).toEqual([2, 0, 0, 0]);
    expect(at({ ...policy, establishments: ['FR'] }, 'FR').p).toEqual([2, 0, 0, 0]);
    expect(at({ ...policy, establishments: ['DE'] }, 'DE').p).toEqual([1, 0, 0, 0]);
    expect(at({ ...policy, establishments: ['CA-QC'] }, 'CA-QC').p).toEqual([2, 0, 0, 0]);
  });

  test('consent only: nothing anywhere before a receipt', () => {
    for (const place of ['GB', 'US-CA', 'CA-QC', 'JP', ''])
      expect(at(preset('consent-only'), place).p).toEqual([1, 1, 1, 1]);
  });

  test('UK and EU B2B needs a memo or consent; United States needs neither', () => {
    expect(at(preset('uk-eu-b2b'), 'GB').p).toEqual([2, 1, 1, 1]);
    const signed = { ...preset('uk-eu-b2b'), passiveSignalMemos: { UK: 'Signed.' } };
    expect(at(signed, 'GB').p).toEqual([2, 2, 2, 1]);
    expect(at({ ...preset('united-states'), establishments: ['US-NY'] }, 'US-CA').p).toEqual([2, 2, 2, 2]);
    expect(at({ ...preset('united-states'), establishments: ['US-NY'] }, 'GB').p).toEqual([0, 0, 0, 0]);
  });
});
