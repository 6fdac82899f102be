import { expect, test } from 'vitest';
import type { EventOrganization } from '../policy/event.ts';
import type { MatchDecision, MatchTarget, MatchVerdict } from '../policy/match-decision.ts';
import { correctedBy } from './corrected.ts';

const seen = (id: string, domain = ''): EventOrganization => ({
  id,
  name: `Number ${id}`,
  domain,
  country: 'GB',
  kind: 'business',
  confidence: 'medium',
});
const is = (id: string): MatchVerdict => {
  const { confidence, ...organization } = seen(id);
  return { kind: 'is', organization: { ...organization, kind: 'business' } };
};
let seq = 0;
const decided = (target: MatchTarget, verdict: MatchVerdict): MatchDecision => {
  seq += 1;
  return { seq, target, verdict, by: 'Ada', at: seq };
};
const about = (value: string): MatchTarget => ({ kind: 'organization', value });

test('who was corrected is somebody else, and on from there, or nobody', () => {
  const corrected = correctedBy([
    decided(about('1'), is('2')),
    decided(about('2'), is('3')),
    decided(about('4'), { kind: 'not_them' }),
    decided(about('5'), { kind: 'isp' }),
    decided({ kind: 'domain', value: 'shop.example' }, { kind: 'exclude', reason: 'agency' }),
    decided({ kind: 'network', value: '192.0.2.0/24' }, { kind: 'isp' }),
  ]);
  expect(corrected(seen('1'))).toEqual({ ...seen('3'), confidence: 'high' });
  expect(corrected(seen('4'))).toBeNull();
  expect(corrected(seen('5'))).toBeNull();
  expect(corrected(seen('6', 'eu.shop.example'))).toBeNull();
  expect(corrected(seen('7', 'bookshop.example'))).toEqual(seen('7', 'bookshop.example'));
});

test('a circle ends', () => {
  const corrected = correctedBy([decided(about('1'), is('2')), decided(about('2'), is('1'))]);
  expect(corrected(seen('1'))?.id).toMatch(/^[12]$/);
});
