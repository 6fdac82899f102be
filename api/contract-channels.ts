/** Shapes of the HTTP API about channels and what was sent to them. */
import { type Static, Type } from 'typebox';
import { Id, Name, SiteId } from './contract.ts';

const closed = { additionalProperties: false } as const;
const Moment = Type.String();
const MaybeMoment = Type.Union([Moment, Type.Null()]);

export const ChannelKind = Type.Union([
  Type.Literal('slack'),
  Type.Literal('teams'),
  Type.Literal('webhook'),
]);
export type ChannelKind = Static<typeof ChannelKind>;

/** Where a team hears of alerts. Its address is as good as a password, so only the host comes back out. */
export const Channel = Type.Object(
  {
    id: Type.String(),
    kind: ChannelKind,
    name: Type.String(),
    /** null: alerts of every site. */
    siteId: Type.Union([Type.String(), Type.Null()]),
    /** Empty for those who may not change it. */
    host: Type.String(),
    active: Type.Boolean(),
    failingSince: MaybeMoment,
    /** When and why Clearpane switched it off: `gone` or `failing_too_long`; null where a person did, or nobody. */
    disabledAt: MaybeMoment,
    disabledReason: Type.Union([Type.String(), Type.Null()]),
    createdBy: Type.String(),
    createdAt: Moment,
  },
  closed,
);
export type Channel = Static<typeof Channel>;

export const NewChannel = Type.Object(
  {
    kind: ChannelKind,
    name: Name(60),
    url: Type.String({ minLength: 1, maxLength: 2000 }),
    siteId: Type.Union([SiteId, Type.Null()]),
  },
  closed,
);
export type NewChannel = Static<typeof NewChannel>;

/** `secret` signs webhooks. It is shown this once; other kinds have none. */
export const MadeChannel = Type.Object(
  { channel: Channel, secret: Type.Union([Type.String(), Type.Null()]) },
  closed,
);
export type MadeChannel = Static<typeof MadeChannel>;

export const NewSecret = Type.Object({ secret: Type.String(), oldSignsUntil: Moment }, closed);
export type NewSecret = Static<typeof NewSecret>;

export const ChannelChange = Type.Object(
  { name: Type.Optional(Name(60)), active: Type.Optional(Type.Boolean()) },
  closed,
);
export type ChannelChange = Static<typeof ChannelChange>;

export const DeliveryAttempt = Type.Object(
  {
    at: Moment,
    /** `delivered`, or the code of what went wrong. */
    code: Type.String(),
    status: Type.Union([Type.Integer(), Type.Null()]),
    /** The beginning of the answer. */
    excerpt: Type.String(),
    tookMs: Type.Integer(),
  },
  closed,
);
export type DeliveryAttempt = Static<typeof DeliveryAttempt>;

export const Delivery = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([Type.Literal('alert'), Type.Literal('digest'), Type.Literal('test')]),
    state: Type.Union([
      Type.Literal('waiting'),
      Type.Literal('delivered'),
      Type.Literal('failed'),
      Type.Literal('cancelled'),
    ]),
    reason: Type.String(),
    createdAt: Moment,
    /** When it is tried next; null when it is not. */
    dueAt: MaybeMoment,
    attempts: Type.Array(DeliveryAttempt),
  },
  closed,
);
export type Delivery = Static<typeof Delivery>;

export const OfChannel = Type.Object({ channel: Id });
export const OfDelivery = Type.Object({ delivery: Id });
