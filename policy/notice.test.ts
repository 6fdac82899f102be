import { describe, expect, test } from 'vitest';
import { demoPolicy } from './demo-policy.ts';
import { collectsAnything, noticeFacts, noticeHash, noticeState } from './notice.ts';
import { byRegime } from './regimes.ts';
import { closedPolicy, type SitePolicy } from './site-policy.ts';

const RULES = ['At least 2 sessions on Pricing within 7 days'];
const policy = demoPolicy();
const hashOf = (of: SitePolicy, rules = RULES) => noticeHash(noticeFacts(of, rules));

describe('state of the notice', () => {
  const live = noticeFacts(policy, RULES);
  test('missing, current, stale', () => {
    expect(noticeState(policy, live, null)).toBe('MISSING');
    expect(noticeState(policy, live, noticeHash(live))).toBe('CURRENT');
    expect(noticeState(policy, live, 'f'.repeat(64))).toBe('STALE');
  });

  test('a site that collects nothing needs none', () => {
    expect(collectsAnything(closedPolicy())).toBe(false);
    expect(noticeState(closedPolicy(), noticeFacts(closedPolicy(), []), null)).toBe('CURRENT');
  });
});

describe('what makes a published notice untrue', () => {
  const change = (of: Partial<SitePolicy>) => hashOf({ ...policy, ...of });
  test.each<[string, Partial<SitePolicy>]>([
    ['a basis', { bases: { ...policy.bases, measure: { ...policy.bases.measure, UK: 'STAT' } } }],
    ['a purpose', { bases: { ...policy.bases, recognise_visitor: byRegime(() => 'CONSENT') } }],
    ['the controller', { controller: { ...policy.controller, contact: 'other@halden.example' } }],
    ['an establishment', { establishments: ['GB', 'DE'] }],
    ['a memo', { passiveSignalMemos: { UK: 'Another reasoning.' } }],
    ['an exemption', { exemptions: { NL: 'Tw 11.7a' } }],
    ['pages never looked at', { pages: { special: ['/health'], children: [] } }],
    ['the audience', { audience: { countries: ['GB'], kinds: [] } }],
    ['how long consent holds', { consent: { lifeMonths: 12, askAgainMonths: 6 } }],
  ])('%s', (_, of) => {
    expect(change(of)).not.toBe(hashOf(policy));
  });

  test('a rule, where alerts are sent', () => {
    expect(hashOf(policy, [])).not.toBe(hashOf(policy));
    const silent = { ...policy, bases: { ...policy.bases, alert_sales: byRegime(() => 'OFF' as const) } };
    expect(hashOf(silent, [])).toBe(hashOf(silent));
  });

  test('requests to be contacted; where none are taken, older notices stay true', () => {
    expect(change({ contactRequests: !policy.contactRequests })).not.toBe(hashOf(policy));
    const facts = noticeFacts({ ...policy, contactRequests: false }, RULES);
    expect(Object.keys(facts)).not.toContain('contactRequests');
    const only = { ...closedPolicy(), contactRequests: true };
    expect(noticeState(only, noticeFacts(only, []), null)).toBe('MISSING');
  });

  test('neither a version, nor the order in which things were entered', () => {
    expect(change({ version: 9 })).toBe(hashOf(policy));
    expect(hashOf(policy, ['b', 'a'])).toBe(hashOf(policy, ['a', 'b']));
    expect(change({ establishments: ['DE', 'GB'] })).toBe(change({ establishments: ['GB', 'DE'] }));
    expect(change({ exemptions: { NL: 'x', BE: 'y' } })).toBe(change({ exemptions: { BE: 'y', NL: 'x' } }));
  });

  test('nor the order of keys: facts that went through a database have the same hash', () => {
    const facts = noticeFacts(policy, RULES);
    const reversed = { ...facts };
    Reflect.deleteProperty(reversed, 'schema');
    Object.assign(reversed, { schema: facts.schema });
    expect(noticeHash(reversed)).toBe(noticeHash(facts));
  });

  test('a switch that is off tells nothing else than one that is on', () => {
    expect(change({ killed: true })).toBe(hashOf(policy));
  });
});
