import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type EventContext } from './gate.ts';
import { levelRank } from './levels.ts';
import { PURPOSES } from './purposes.ts';
import { BASES, closedPolicy, demoPolicy, readSitePolicy, type SitePolicy } from './site-policy.ts';

const open: EventContext = {
  signals: { gpc: false, dnt: false },
  bot: false,
  corporate: true,
  eligible: true,
};

describe('levels', () => {
  test('a fresh site drops everything', () => {
    expect(decide(closedPolicy(), open)).toMatchObject({ level: 'DROP', alert: false, reasons: ['B01'] });
  });

  test('the demo names organizations and lets alerts feed', () => {
    expect(decide(demoPolicy(), open)).toMatchObject({ level: 'ORG', alert: true, country: true });
  });

  test.each([
    ['GPC', { signals: { gpc: true, dnt: false } }, 'COUNT', 'G01'],
    ['DNT', { signals: { gpc: false, dnt: true } }, 'COUNT', 'G02'],
    ['residential address', { corporate: false }, 'COUNT', 'I01'],
    ['sole trader', { eligible: false }, 'COUNT', 'I02'],
    ['bot', { bot: true }, 'DROP', 'X01'],
  ] as const)('%s', (_, change, level, reason) => {
    const decision = decide(demoPolicy(), { ...open, ...change });
    expect(decision).toMatchObject({ level, alert: false });
    expect(decision.reasons[0]).toBe(reason);
  });

  test('a signal on a site that may not count leaves nothing', () => {
    const policy = demoPolicy();
    policy.purposes.measure = 'OFF';
    expect(decide(policy, { ...open, signals: { gpc: true, dnt: false } }).level).toBe('DROP');
  });
});

const anyPolicy: fc.Arbitrary<SitePolicy> = fc.record({
  version: fc.nat(),
  demo: fc.boolean(),
  killed: fc.boolean(),
  purposes: fc.record({
    measure: fc.constantFrom(...BASES),
    identify_org: fc.constantFrom(...BASES),
    alert_sales: fc.constantFrom(...BASES),
    recognise_visitor: fc.constantFrom(...BASES),
  }),
  passiveSignalStance: fc.constantFrom('STRICT' as const, 'HEADER_ONLY' as const),
});

const anyContext: fc.Arbitrary<EventContext> = fc.record({
  signals: fc.record({ gpc: fc.boolean(), dnt: fc.boolean() }),
  bot: fc.boolean(),
  corporate: fc.boolean(),
  eligible: fc.boolean(),
});

/** Every state that differs by one step towards privacy. */
function morePrivate(policy: SitePolicy, context: EventContext): [SitePolicy, EventContext][] {
  return [
    [policy, { ...context, signals: { ...context.signals, gpc: true } }],
    [policy, { ...context, signals: { ...context.signals, dnt: true } }],
    [policy, { ...context, bot: true }],
    [policy, { ...context, corporate: false }],
    [policy, { ...context, eligible: false }],
    [{ ...policy, killed: true }, context],
    [{ ...policy, passiveSignalStance: 'STRICT' }, context],
    ...PURPOSES.map((purpose): [SitePolicy, EventContext] => [
      { ...policy, purposes: { ...policy.purposes, [purpose]: 'OFF' } },
      context,
    ]),
  ];
}

describe('laws', () => {
  test('monotone: a more private input never allows more', () => {
    fc.assert(
      fc.property(anyPolicy, anyContext, (policy, context) => {
        const before = decide(policy, context);
        for (const [nextPolicy, nextContext] of morePrivate(policy, context)) {
          const after = decide(nextPolicy, nextContext);
          expect(levelRank(after.level)).toBeLessThanOrEqual(levelRank(before.level));
          expect(Number(after.alert)).toBeLessThanOrEqual(Number(before.alert));
          expect(Number(after.country)).toBeLessThanOrEqual(Number(before.country));
          expect(before.purposes).toEqual(expect.arrayContaining(after.purposes));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('an alert needs an organization, a human, no signal and two purposes', () => {
    fc.assert(
      fc.property(anyPolicy, anyContext, (policy, context) => {
        const { alert, level } = decide(policy, context);
        if (!alert) return;
        expect(levelRank(level)).toBeGreaterThanOrEqual(levelRank('ORG'));
        expect(context).toEqual(open);
        expect(policy.purposes.alert_sales).not.toBe('OFF');
      }),
    );
  });

  test('a stored policy that can not be read is closed, never open', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const policy = readSitePolicy(stored, 3);
        expect(decide(policy, open).level).toBe('DROP');
      }),
    );
    expect(readSitePolicy(JSON.parse(JSON.stringify(demoPolicy(7))), 7)).toEqual(demoPolicy(7));
  });
});
