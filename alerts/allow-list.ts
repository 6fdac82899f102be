import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

const closed = { additionalProperties: false } as const;

/** Counts leave as words of four, so that nobody is ranked by them. */
export const BUCKETS = ['1', '2-3', '4-9', '10+'] as const;
export type Bucket = (typeof BUCKETS)[number];

export const Evidence = Type.Object(
  {
    kind: Type.Union([Type.Literal('topic_sessions'), Type.Literal('topic_days')]),
    topic: Type.String(),
    label: Type.String(),
    bucket: Type.Union([Type.Literal('1'), Type.Literal('2-3'), Type.Literal('4-9'), Type.Literal('10+')]),
  },
  closed,
);
export type Evidence = Static<typeof Evidence>;

const NamedRule = Type.Object(
  { id: Type.String(), version: Type.Integer(), title: Type.String(), sentence: Type.String() },
  closed,
);
export type NamedRule = Static<typeof NamedRule>;

/** Rules that an alert names besides its own; what is beyond stands in the ledger only. */
export const MOST_ALSO = 5;

/**
 * All that an alert may say (privacy rules, section 3.2): facts about an organization at the moment the window
 * opened. A key that is not here can not leave, by whatever door. There is no number in it but versions.
 */
export const AlertBody = Type.Object(
  {
    schema: Type.Literal('alert/1'),
    org: Type.Object(
      {
        id: Type.String(),
        name: Type.String(),
        registrableDomain: Type.String(),
        country: Type.String(),
        kind: Type.String(),
        /** How sales knows it, where they said so. */
        relation: Type.Optional(Type.Union([Type.Literal('prospect'), Type.Literal('client')])),
      },
      closed,
    ),
    rule: NamedRule,
    /** Rules that were fulfilled later, while the alert was open. */
    also: Type.Optional(Type.Array(NamedRule, { maxItems: MOST_ALSO })),
    /** The time span the evidence lies in, ISO 8601 on the quarter-hour grid. */
    window: Type.Object({ from: Type.String(), to: Type.String() }, closed),
    evidence: Type.Array(Evidence, { maxItems: 5 }),
    match: Type.Object(
      { confidence: Type.Union([Type.Literal('high'), Type.Literal('medium')]), source: Type.String() },
      closed,
    ),
    lawful: Type.Object(
      { policyVersion: Type.Integer(), noticeVersion: Type.Optional(Type.Integer()) },
      closed,
    ),
    decision: Type.Literal('human'),
  },
  closed,
);
export type AlertBody = Static<typeof AlertBody>;

/** An alert holds something that alerts may not hold. It is withheld, because nobody knows what else is wrong. */
export class PolicyBreachError extends Error {
  readonly code = 'policy_breach';
  constructor() {
    super('An alert held more than alerts may hold and was withheld.');
    this.name = 'PolicyBreachError';
  }
}

const allowed = Compile(AlertBody);

/** @throws PolicyBreachError when there is anything in it that is not on the list */
export function checkedBody(body: unknown): AlertBody {
  if (!allowed.Check(body)) throw new PolicyBreachError();
  return body;
}
