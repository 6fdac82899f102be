/** Shapes of the HTTP API about how people hear of alerts, and what was held back on the way. */
import { type Static, Type } from 'typebox';
import { Id } from './contract.ts';

const closed = { additionalProperties: false } as const;
const MaybeMoment = Type.Union([Type.String(), Type.Null()]);

/** Minutes since midnight in the person's time zone. */
const TimeOfDay = Type.Integer({ minimum: 0, maximum: 1439 });

/** How somebody wants to hear of alerts. */
export const AlertWishes = Type.Object(
  {
    /** IANA name. */
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    /** From the first until the second, over midnight where the second is the smaller; null for none. */
    quiet: Type.Union([Type.Object({ from: TimeOfDay, to: TimeOfDay }, closed), Type.Null()]),
    /** 1 (Monday) to 7. */
    workingDays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
    }),
    /** All at once at the times below, instead of each when it comes. */
    digest: Type.Boolean(),
    /** What is beyond the budget waits for these as well. */
    digestTimes: Type.Array(TimeOfDay, { minItems: 1, maxItems: 6, uniqueItems: true }),
    email: Type.Boolean(),
    /** Alerts a day that come alone; null for no limit. */
    dailyBudget: Type.Union([Type.Integer({ minimum: 1, maximum: 1000 }), Type.Null()]),
    /** Ids of rules. */
    mutedRules: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
  },
  closed,
);
export type AlertWishes = Static<typeof AlertWishes>;

export const Postponement = Type.Union([
  Type.Literal('quiet_hours'),
  Type.Literal('day_off'),
  Type.Literal('budget'),
  Type.Literal('digest'),
]);
export type Postponement = Static<typeof Postponement>;

export const MyAlerts = Type.Object(
  {
    wishes: AlertWishes,
    /** When an alert that came now would be told; null: at once. */
    postponed: Type.Union([Type.Object({ until: Type.String(), reason: Postponement }, closed), Type.Null()]),
    /** Whether a mail server is set. */
    mailServer: Type.Boolean(),
    /** When this person ended e-mail by the link in one; null where they did not. */
    mailRefusedAt: MaybeMoment,
    /** Rules that alert now, of all sites. */
    rules: Type.Array(
      Type.Object({ id: Type.String(), title: Type.String(), siteName: Type.String() }, closed),
    ),
  },
  closed,
);
export type MyAlerts = Static<typeof MyAlerts>;

export const HeldBackReason = Type.Union([
  Type.Literal('merged'),
  Type.Literal('snoozed'),
  Type.Literal('cool_down'),
  Type.Literal('quiet_hours'),
  Type.Literal('day_off'),
  Type.Literal('budget'),
  Type.Literal('digest'),
  Type.Literal('muted'),
  Type.Literal('unsubscribed'),
]);
export type HeldBackReason = Static<typeof HeldBackReason>;

/** Something that was not told, or not at once. */
export const HeldBack = Type.Object(
  {
    id: Type.String(),
    org: Type.Object({ id: Type.String(), name: Type.String() }, closed),
    rule: Type.Object({ id: Type.String(), title: Type.String() }, closed),
    /** A newer version of Clearpane may note more than `HeldBackReason`. */
    reason: Type.String(),
    /** Who would have been told; null where it was for everybody. */
    person: Type.Union([Type.Object({ name: Type.String(), isMe: Type.Boolean() }, closed), Type.Null()]),
    /** Until when; null where there is no end. */
    until: MaybeMoment,
    at: Type.String(),
  },
  closed,
);
export type HeldBack = Static<typeof HeldBack>;

export const HeldBackPage = Type.Object({ items: Type.Array(HeldBack), nextCursor: MaybeMoment }, closed);
export type HeldBackPage = Static<typeof HeldBackPage>;
