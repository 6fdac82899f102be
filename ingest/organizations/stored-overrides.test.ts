import { expect, test } from 'vitest';
import type { MatchDecision } from '../../policy/match-decision.ts';
import { usableOverrides } from './stored-overrides.ts';

test('a decision that can not be used is told, and the others stand', () => {
  const stored = (seq: number, target: MatchDecision['target']): MatchDecision => ({
    seq,
    target,
    verdict: { kind: 'isp' },
    by: 'Ada',
    at: seq,
  });
  const warnings: string[] = [];
  const usable = usableOverrides(
    [
      stored(1, { kind: 'network', value: '192.0.2.0/24' }),
      stored(2, { kind: 'network', value: 'nonsense' }),
      stored(3, { kind: 'organization', value: '' }),
      stored(4, { kind: 'domain', value: 'acme.example' }),
      stored(5, { kind: 'organization', value: '7' }),
    ],
    (warning) => warnings.push(warning),
  );
  expect(usable.map(({ target }) => target)).toEqual([
    { network: '192.0.2.0/24' },
    { domain: 'acme.example' },
    { organization: '7' },
  ]);
  expect(warnings).toEqual([
    expect.stringMatching(/^Decision 2 .*"nonsense"/),
    expect.stringMatching(/^Decision 3 /),
  ]);
});
