import fc from 'fast-check';
import { type Condition, LISTS, needsSessions, SPANS } from '../policy/rules/condition.ts';
import type { Rule } from '../policy/rules/rule.ts';
import { rule } from './streams.fixture.ts';

const count: fc.Arbitrary<Condition> = fc
  .record({
    atLeast: fc.integer({ min: 1, max: 4 }),
    count: fc.constantFrom('sessions' as const, 'days' as const),
    topic: fc.constantFrom(5, 6, 7, 'site' as const),
    within: fc.constantFrom(...SPANS),
    back: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 4 }),
  })
  .map(({ back, ...asked }) => (back === null || back >= asked.within ? asked : { ...asked, earlier: back }));

const fact: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom(...LISTS).map((list) => ({ list })),
  fc.constantFrom('GB', 'DE').map((country): Condition => ({ attribute: 'country', in: [country] })),
);

/** Conditions that a reader of rules would accept. */
export const anyCondition: fc.Arbitrary<Condition> = fc
  .letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { arbitrary: count, weight: 4 },
      { arbitrary: fact, weight: 1 },
      {
        arbitrary: fc
          .array(tie('condition'), { minLength: 2, maxLength: 3 })
          .map((all): Condition => ({ all })),
        weight: 2,
      },
      {
        arbitrary: fc
          .array(tie('condition'), { minLength: 2, maxLength: 3 })
          .map((any): Condition => ({ any })),
        weight: 2,
      },
    ),
  }))
  .condition.filter(needsSessions);

/** Up to a few rules, each with a place of its own in the order. */
export const anyRules = (most: number): fc.Arbitrary<Rule[]> =>
  fc
    .array(
      fc.record({
        condition: anyCondition,
        coolDownDays: fc.constantFrom(0, 0, 2, 5, 30),
        stayOpenDays: fc.integer({ min: 1, max: 5 }),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((rules) => rules.map((each, position) => rule({ ...each, id: `r${position}`, position })));
