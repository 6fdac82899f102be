import { expect, test } from 'vitest';
import { checkPolicy } from './check-policy.ts';
import { demoPolicy } from './demo-policy.ts';
import { PRESETS } from './presets.ts';
import { closedPolicy, type SitePolicy } from './site-policy.ts';

const fields = (change: Partial<SitePolicy>): string[] =>
  checkPolicy({ ...closedPolicy(), ...change }).map(({ field }) => field);
const special = (...globs: string[]) => fields({ pages: { special: globs, children: [] } });

test('what people start from is in order', () => {
  expect(checkPolicy(closedPolicy())).toEqual([]);
  expect(checkPolicy(demoPolicy())).toEqual([]);
  for (const { bases } of PRESETS) expect(fields({ bases })).toEqual([]);
});

test('places', () => {
  expect(fields({ establishments: ['GB', 'US-TX', 'CA-QC', 'DE-BY', 'US'] })).toEqual([]);
  // A state that does not exist would choose the milder law of its country.
  expect(fields({ establishments: ['US-TZ', 'CA-QB', 'ZZ', 'XX', 'EU'] })).toHaveLength(5);
  expect(fields({ exemptions: { EU: 'an act' }, audience: { countries: ['QQ'], kinds: [] } })).toEqual([
    'exemptions.EU',
    'audience.countries.0',
  ]);
});

test('memos', () => {
  expect(fields({ passiveSignalMemos: { UK: '', CH: '   ', EEA: 'x'.repeat(20) } })).toEqual([]);
  expect(fields({ passiveSignalMemos: { UK: `${'x'.repeat(19)}   ` } })).toEqual(['passiveSignalMemos.UK']);
});

test('globs that take in everything, and globs that take for ever', () => {
  expect(special('/health/**', '/*', '/**/doctors', '/', '/a?c')).toEqual([]);
  expect(special('/**', '/health', '/**/**')).toEqual(['pages.special.0', 'pages.special.2']);
  expect(special('/*a*b', '/*a*b*c')).toEqual(['pages.special.1']);
});
