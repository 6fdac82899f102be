/** Shapes of topics, rules, trying a rule on the past, and floors. */
import { type Static, type TSchema, Type } from 'typebox';
import { Evidence } from '../alerts/allow-list.ts';
import { NoticeState, PolicyBody } from './contract-privacy.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** What was done, and whether the published notice still says what is so. */
export const Saved = Type.Object(
  {
    id: Type.String(),
    notice: NoticeState,
    /** The notice was right before and is not any more: nothing is collected until it is published again. */
    becameStale: Type.Boolean(),
  },
  closed,
);
export type Saved = Static<typeof Saved>;

/* ---------- topics ---------- */

export const TopicBody = Type.Object(
  {
    label: Type.String({ maxLength: 200 }),
    kind: Type.Union([Type.Literal('pages'), Type.Literal('campaign')]),
    paths: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 500, default: [] }),
    campaigns: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 500, default: [] }),
  },
  closed,
);
export type TopicBody = Static<typeof TopicBody>;

export const Topic = Type.Object(
  {
    id: Type.Integer(),
    label: Type.String(),
    kind: TopicBody.properties.kind,
    paths: Type.Array(Type.String()),
    campaigns: Type.Array(Type.String()),
    /** Rules that stand on it and are not removed. */
    rules: Type.Array(
      Type.Object({ id: Type.String(), title: Type.String(), active: Type.Boolean() }, closed),
    ),
  },
  closed,
);
export type Topic = Static<typeof Topic>;

/** Pages that belong together by their first part, and that no topic names. */
export const TopicSuggestion = Type.Object(
  {
    label: Type.String(),
    path: Type.String(),
    /** The most seen of them. */
    example: Type.String(),
    pages: Type.Integer(),
    views: Type.Integer(),
  },
  closed,
);
export type TopicSuggestion = Static<typeof TopicSuggestion>;

export const TopicPreviewRequest = Type.Object(
  {
    /** The topic that is being changed; null for a new one, which comes after all others. */
    topic: nullable(Type.Integer()),
    paths: TopicBody.properties.paths,
  },
  closed,
);
export type TopicPreviewRequest = Static<typeof TopicPreviewRequest>;

/** Pages of the last 30 days that the patterns match, most seen first. */
export const TopicPreview = Type.Object(
  {
    pages: Type.Array(
      Type.Object(
        {
          page: Type.String(),
          views: Type.Integer(),
          /** The topic that comes first and takes the page; null where it is this one. */
          takenBy: nullable(Type.String()),
        },
        closed,
      ),
    ),
    /** All that match, with those that are not listed. */
    total: Type.Integer(),
    taken: Type.Integer(),
  },
  closed,
);
export type TopicPreview = Static<typeof TopicPreview>;

export const TopicOrder = Type.Object({ topics: Type.Array(Type.Integer(), { maxItems: 1000 }) }, closed);

/* ---------- rules ---------- */

/**
 * A rule as somebody writes it: title, condition, coolDownDays, stayOpenDays. Anything is read, so that the answer to what a
 * rule can not be is its reason and not a word about a schema.
 */
export const RuleBody = Type.Unknown();

export const RuleItem = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer(),
    title: Type.String(),
    sentence: Type.String(),
    /** See docs/rules.md for its form. */
    condition: Type.Unknown(),
    coolDownDays: Type.Integer(),
    stayOpenDays: Type.Integer(),
    active: Type.Boolean(),
    /** Switched off for ever. */
    removed: Type.Boolean(),
    author: Type.String(),
    at: Type.String(),
  },
  closed,
);
export type RuleItem = Static<typeof RuleItem>;

/** Removed rules come last; the others in the order that people set. */
export const ListedRule = Type.Object(
  {
    ...RuleItem.properties,
    /** Windows of the last 30 days, by every version of it. */
    windows: Type.Integer(),
  },
  closed,
);
export type ListedRule = Static<typeof ListedRule>;

/** Every version, the newest first. */
export const RuleVersions = Type.Object({ versions: Type.Array(RuleItem) }, closed);
export type RuleVersions = Static<typeof RuleVersions>;

/** @see RuleBody */
export const ChangeRule = Type.Object(
  {
    /** The version that the change was made from: when somebody was faster, nothing is saved. */
    version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    rule: RuleBody,
  },
  closed,
);

export const SwitchRule = Type.Object({ active: Type.Boolean() }, closed);
export const RuleOrder = Type.Object(
  { rules: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 1000 }) },
  closed,
);

/** A rule that can be, in words, and what saving it would do to the notice. */
export const RuleCheck = Type.Object({ sentence: Type.String(), becomesStale: Type.Boolean() }, closed);
export type RuleCheck = Static<typeof RuleCheck>;

export const RuleTemplate = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    about: Type.String(),
    /** A rule with topics of this site; null where one is missing, and `about` says which. */
    rule: nullable(
      Type.Object(
        {
          title: Type.String(),
          condition: Type.Unknown(),
          coolDownDays: Type.Integer(),
          stayOpenDays: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type RuleTemplate = Static<typeof RuleTemplate>;

export const RuleRefused = Type.Object(
  {
    code: Type.String(),
    field: Type.String(),
    sentence: Type.String(),
    author: Type.String(),
    at: Type.String(),
  },
  closed,
);
export type RuleRefused = Static<typeof RuleRefused>;

/* ---------- trying ---------- */

/** What privacy would be, were it stricter. */
export const Stricter = Type.Union([
  Type.Object({ kind: Type.Literal('consented') }, closed),
  Type.Object(
    { kind: Type.Literal('without_country'), country: Type.String({ pattern: '^[A-Z]{2}$' }) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('policy'), policy: PolicyBody }, closed),
]);
export type Stricter = Static<typeof Stricter>;

export const TryRequest = Type.Object(
  {
    rule: RuleBody,
    /** The rule that it would be the next version of; without it, a new one. */
    id: Type.Optional(Type.String({ maxLength: 100 })),
    days: Type.Integer({ minimum: 1, maximum: 30, default: 30 }),
    stricter: Type.Optional(Stricter),
  },
  closed,
);

const TriedDay = Type.Object(
  {
    /** UTC day, `YYYY-MM-DD`. */
    day: Type.String(),
    alerts: Type.Integer(),
    heldBack: Type.Integer(),
    /** Alerts that a stricter privacy would leave. */
    remaining: Type.Integer(),
  },
  closed,
);

export const TriedWindow = Type.Object(
  {
    /** null for officers, who see no organization. */
    organization: nullable(
      Type.Object({ id: Type.String(), name: Type.String(), country: Type.String() }, closed),
    ),
    openedAt: Type.String(),
    until: Type.String(),
    told: Type.Union([Type.Literal('alert'), Type.Literal('merged'), Type.Literal('cool_down')]),
    evidence: Type.Array(Evidence),
  },
  closed,
);
export type TriedWindow = Static<typeof TriedWindow>;

/** What a rule would have done in the past. */
export const Tried = Type.Object(
  {
    sentence: Type.String(),
    from: Type.String(),
    until: Type.String(),
    days: Type.Array(TriedDay),
    alerts: Type.Integer(),
    heldBack: Type.Integer(),
    /** With a stricter privacy only: how many alerts it would leave. */
    remaining: nullable(Type.Integer()),
    /** The newest first; not all of them where `windows` is shorter than `alerts` and `heldBack` together. */
    windows: Type.Array(TriedWindow),
  },
  closed,
);
export type Tried = Static<typeof Tried>;

/* ---------- floors ---------- */

const FloorNumbers = {
  sessions: Type.Integer({ minimum: 1, maximum: 1000 }),
  days: Type.Integer({ minimum: 1, maximum: 30 }),
};
export const FloorBody = Type.Object(FloorNumbers, closed);
export type FloorBody = Static<typeof FloorBody>;

export const Floor = Type.Object(
  {
    ...FloorNumbers,
    /** Who raised it, the newest first. */
    history: Type.Array(Type.Object({ ...FloorNumbers, by: Type.String(), at: Type.String() }, closed)),
  },
  closed,
);
export type Floor = Static<typeof Floor>;
