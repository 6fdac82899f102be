/** Shapes of windows, outcomes and incidents; see contract.ts. */
import { type Static, Type } from 'typebox';
import { AlertBody, Evidence } from '../alerts/allow-list.ts';
import { OutcomeKind } from './contract.ts';

const closed = { additionalProperties: false } as const;

export const WindowState = Type.Union([
  Type.Literal('warming'),
  Type.Literal('open'),
  Type.Literal('acknowledged'),
  Type.Literal('snoozed'),
  Type.Literal('closed'),
]);
export type WindowState = Static<typeof WindowState>;

/**
 * A rule and an organization: something is fulfilled, or was. While it warms, a part of the rule is still missing, and
 * nothing is said of how much was seen. There is no number in it but versions.
 */
export const Window = Type.Object(
  {
    id: Type.String(),
    siteId: Type.String(),
    siteName: Type.String(),
    demo: Type.Boolean(),
    org: Type.Object({ id: Type.String(), name: Type.String() }, closed),
    rule: AlertBody.properties.rule,
    state: WindowState,
    since: Type.String(),
    /** When it closes, or closed; it moves on while something new happens. */
    until: Type.String(),
    evidence: Type.Array(Evidence, { maxItems: 5 }),
    /** The alert that tells of it: its own, or that of another rule. Null while nothing was told. */
    alert: Type.Union([Type.String(), Type.Null()]),
    /** Nothing is told of it until then: the rule's cool-down. */
    heldBackUntil: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type Window = Static<typeof Window>;

export const WindowPage = Type.Object(
  { items: Type.Array(Window), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  closed,
);
export type WindowPage = Static<typeof WindowPage>;

/** `takeOver`: although somebody else is on it. */
export const AcknowledgeRequest = Type.Object({ takeOver: Type.Optional(Type.Boolean()) }, closed);

export const OutcomeRequest = Type.Object(
  {
    outcome: OutcomeKind,
    note: Type.Optional(Type.String({ maxLength: 500, pattern: '^[^\\p{Cc}\\p{Cs}]*$' })),
  },
  closed,
);
export type OutcomeRequest = Static<typeof OutcomeRequest>;

/** What became of a rule's alerts. About rules, never about people who work here. */
export const RuleWorth = Type.Object(
  {
    rule: Type.Object(
      { id: Type.String(), title: Type.String(), sentence: Type.String(), active: Type.Boolean() },
      closed,
    ),
    told: Type.Integer(),
    acted: Type.Integer(),
    notNow: Type.Integer(),
    notRelevant: Type.Integer(),
    wrongCompany: Type.Integer(),
    excluded: Type.Integer(),
    unanswered: Type.Integer(),
    /** How much of it was worth it, in words. */
    verdict: Type.String(),
    /** What a person might change; null where nothing stands out. */
    suggestion: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type RuleWorth = Static<typeof RuleWorth>;

export const Worth = Type.Object(
  { from: Type.String(), to: Type.String(), rules: Type.Array(RuleWorth) },
  closed,
);
export type Worth = Static<typeof Worth>;

/** Something that the rules forbid was stopped. */
export const Incident = Type.Object(
  { kind: Type.String(), subject: Type.String(), detail: Type.String(), at: Type.String() },
  closed,
);
export type Incident = Static<typeof Incident>;
