/**
 * Shapes of the HTTP API, version 1. The routes validate and serialize with these schemas, OpenAPI is
 * generated from them, and the dashboard imports their types. Times are ISO 8601 in UTC unless said
 * otherwise; times about a visit are on the quarter-hour grid.
 */
import { type Static, Type } from 'typebox';
import { AlertBody, type Evidence } from '../alerts/allow-list.ts';

const closed = { additionalProperties: false } as const;

/**
 * What people call something: text that can be seen. Control characters and lone surrogates can not be stored,
 * and marks that turn the direction of text make a name look like another.
 */
export const Name = (maxLength: number) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^(?=.*\\S)[^\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]+$',
  });

/** Number of a site. */
export const SiteId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

/** Id of something that was made here: a person, a key, an alert. */
export const Id = Type.String({ pattern: '^[\\w-]{1,64}$' });

/** Most items of a page. */
export const DEFAULT_LIMIT = 50;
export const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: DEFAULT_LIMIT }));

export const Role = Type.Union([
  Type.Literal('owner'),
  Type.Literal('privacy_officer'),
  Type.Literal('sales'),
]);
export type Role = Static<typeof Role>;

/** RFC 9457. `code` is stable and documented; `errors` names the fields that were wrong. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }, closed))),
    // Of a rule or a topic that is refused; its code is NP-01 to NP-17.
    field: Type.Optional(Type.String()),
    sentence: Type.Optional(Type.String()),
    why: Type.Optional(Type.String()),
    legalRef: Type.Optional(Type.String()),
    alternative: Type.Optional(Type.String()),
  },
  closed,
);
export type Problem = Static<typeof Problem>;

/** It is done, and there is nothing to say about it. */
export const Done = Type.Unsafe<undefined>(Type.Null({ description: 'Done' }));

/* ---------- accounts ---------- */

export const SetupStatus = Type.Object({ needed: Type.Boolean() }, closed);
export type SetupStatus = Static<typeof SetupStatus>;

/** `token` is the one-time token of the first-run link. Signs the new owner in by cookie. */
export const SetupRequest = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 200 }),
    name: Name(100),
    email: Type.String({ minLength: 3, maxLength: 254, format: 'email' }),
    password: Type.String({ minLength: 12, maxLength: 128 }),
  },
  closed,
);
export type SetupRequest = Static<typeof SetupRequest>;

export const SignInRequest = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 128 }),
  },
  closed,
);
export type SignInRequest = Static<typeof SignInRequest>;

export const Me = Type.Object(
  { id: Type.String(), name: Type.String(), email: Type.String(), role: Role },
  closed,
);
export type Me = Static<typeof Me>;

export const Person = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    email: Type.String(),
    role: Role,
    createdAt: Type.String(),
  },
  closed,
);
export type Person = Static<typeof Person>;

export const NewPerson = Type.Object(
  {
    name: Name(100),
    email: Type.String({ minLength: 3, maxLength: 254, format: 'email' }),
    role: Role,
    /** Handed over by the owner; the person changes it under "Account". */
    password: Type.String({ minLength: 12, maxLength: 128 }),
  },
  closed,
);
export type NewPerson = Static<typeof NewPerson>;

/** What a key may do. */
export const Scope = Type.Union([
  Type.Literal('alerts:read'),
  Type.Literal('alerts:write'),
  Type.Literal('organizations:read'),
]);
export type Scope = Static<typeof Scope>;

export const ApiKey = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    scopes: Type.Array(Scope),
    /** First characters, to tell keys apart. */
    start: Type.String(),
    createdAt: Type.String(),
    lastUsedAt: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type ApiKey = Static<typeof ApiKey>;

/* ---------- sites ---------- */

export const Site = Type.Object(
  {
    id: Type.Integer(),
    /** Public key of the script tag. */
    key: Type.String(),
    name: Type.String(),
    /** Hostnames whose pages may send events; sub-domains count as well. */
    domains: Type.Array(Type.String()),
    demo: Type.Boolean(),
    createdAt: Type.String(),
  },
  closed,
);
export type Site = Static<typeof Site>;

export const NewSite = Type.Object(
  {
    name: Name(100),
    domains: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { minItems: 1, maxItems: 50 }),
  },
  closed,
);
export type NewSite = Static<typeof NewSite>;

export const Install = Type.Object(
  {
    /** Pins the script by its hash; the policy is fetched by the script. */
    snippet: Type.String(),
    /** The policy arrives with the script, a request less; it changes, so no hash can pin it. */
    policySnippet: Type.String(),
    scriptUrl: Type.String(),
    /** Subresource Integrity value of the script, `sha384-…`. */
    integrity: Type.String(),
    /** How the site itself says that it honours Global Privacy Control: a file, or a redirect to ours. */
    optOutSignal: Type.Object(
      {
        path: Type.String(),
        content: Type.String(),
        redirects: Type.Array(Type.Object({ server: Type.String(), rule: Type.String() }, closed)),
      },
      closed,
    ),
    /** When the first event or refusal of this site arrived; null while waiting. UTC day and time. */
    firstSeenAt: Type.Union([Type.String(), Type.Null()]),
    /** What happened to what arrived so far. */
    accepted: Type.Integer(),
    refused: Type.Integer(),
  },
  closed,
);
export type Install = Static<typeof Install>;

/* ---------- organizations ---------- */

export const OrganizationSummary = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    domain: Type.String(),
    country: Type.String(),
    kind: Type.String(),
    /** Quarter-hours in which the organization was first and last seen in the range. */
    firstSeen: Type.String(),
    lastSeen: Type.String(),
    sessions: Type.Integer(),
    views: Type.Integer(),
    topics: Type.Array(Type.String()),
    /** Id of the open window, if there is one. */
    openWindow: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type OrganizationSummary = Static<typeof OrganizationSummary>;

export const OrganizationPage = Type.Object(
  {
    items: Type.Array(OrganizationSummary),
    total: Type.Integer(),
    /** Pass as `cursor` for the next page; null at the end. */
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type OrganizationPage = Static<typeof OrganizationPage>;

export const TimelineCell = Type.Object(
  {
    /** Start of the quarter-hour. */
    quarter: Type.String(),
    topic: Type.Union([Type.String(), Type.Null()]),
    views: Type.Integer(),
    sessions: Type.Integer(),
  },
  closed,
);
export type TimelineCell = Static<typeof TimelineCell>;

export const Timeline = Type.Object(
  {
    organization: OrganizationSummary,
    from: Type.String(),
    to: Type.String(),
    cells: Type.Array(TimelineCell),
  },
  closed,
);
export type Timeline = Static<typeof Timeline>;

/** Who is on the site now: seen in this or the previous quarter-hour. */
export const Now = Type.Object(
  {
    asOf: Type.String(),
    organizations: Type.Array(OrganizationSummary),
    /** Views of the last 30 minutes by what the gate made of them. */
    views: Type.Object({ organization: Type.Integer(), counted: Type.Integer() }, closed),
  },
  closed,
);
export type Now = Static<typeof Now>;

/* ---------- windows and alerts ---------- */

export const AlertState = Type.Union([
  Type.Literal('open'),
  Type.Literal('acknowledged'),
  Type.Literal('snoozed'),
  Type.Literal('closed'),
]);
export type AlertState = Static<typeof AlertState>;

export type { Evidence };

/** What became of an alert, as a person said. */
export const OutcomeKind = Type.Union([
  Type.Literal('acted'),
  Type.Literal('not_now'),
  Type.Literal('not_relevant'),
  Type.Literal('wrong_company'),
  Type.Literal('excluded'),
]);
export type OutcomeKind = Static<typeof OutcomeKind>;

export const Outcome = Type.Object(
  { outcome: OutcomeKind, note: Type.String(), by: Type.String(), at: Type.String() },
  closed,
);
export type Outcome = Static<typeof Outcome>;

/**
 * What a rep is told: an organization, a topic, a quarter-hour, in words. The whole allow-list; a key that
 * is not here cannot leave.
 */
export const Alert = Type.Object(
  {
    ...AlertBody.properties,
    id: Type.String(),
    siteId: Type.String(),
    siteName: Type.String(),
    demo: Type.Boolean(),
    state: AlertState,
    openedAt: Type.String(),
    /** When the window closes by itself if nothing new happens. */
    expiresAt: Type.String(),
    acknowledgedBy: Type.Union([Type.String(), Type.Null()]),
    acknowledgedAt: Type.Union([Type.String(), Type.Null()]),
    snoozedUntil: Type.Union([Type.String(), Type.Null()]),
    /** The last that was said and not taken back. */
    outcome: Type.Union([Outcome, Type.Null()]),
    /** To whom it went and why, where it went to somebody: a person who works here, or a channel. */
    routed: Type.Array(Type.Object({ to: Type.String(), reason: Type.String() }, closed)),
  },
  closed,
);
export type Alert = Static<typeof Alert>;

export const AlertPage = Type.Object(
  { items: Type.Array(Alert), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  closed,
);
export type AlertPage = Static<typeof AlertPage>;

export const SnoozeRequest = Type.Object({ hours: Type.Integer({ minimum: 1, maximum: 720 }) }, closed);
export type SnoozeRequest = Static<typeof SnoozeRequest>;

/** "Why am I seeing this?", every step in words. */
export const AlertWhy = Type.Object(
  {
    sentence: Type.String(),
    steps: Type.Array(Type.Object({ title: Type.String(), detail: Type.String() }, closed)),
    /** What this alert does not contain and cannot know. */
    never: Type.Array(Type.String()),
  },
  closed,
);
export type AlertWhy = Static<typeof AlertWhy>;

/* ---------- privacy ---------- */

export const LevelDescription = Type.Object(
  {
    level: Type.String(),
    title: Type.String(),
    stored: Type.String(),
    identifier: Type.String(),
    retention: Type.String(),
    feedsAlerts: Type.Boolean(),
  },
  closed,
);
export type LevelDescription = Static<typeof LevelDescription>;

export const PrivacyOverview = Type.Object(
  {
    policy: Type.Object(
      {
        version: Type.Integer(),
        demo: Type.Boolean(),
        /** Each purpose and whether the site's policy allows it, with its legal basis in words. */
        purposes: Type.Array(
          Type.Object(
            { purpose: Type.String(), title: Type.String(), allowed: Type.Boolean(), basis: Type.String() },
            closed,
          ),
        ),
        changedAt: Type.String(),
        changedBy: Type.String(),
        reason: Type.String(),
      },
      closed,
    ),
    levels: Type.Array(LevelDescription),
    never: Type.Array(Type.String()),
  },
  closed,
);
export type PrivacyOverview = Static<typeof PrivacyOverview>;

/** Refused and lowered events by reason and day. */
export const Refusals = Type.Object(
  {
    from: Type.String(),
    to: Type.String(),
    reasons: Type.Array(
      Type.Object(
        {
          reason: Type.String(),
          sentence: Type.String(),
          /** Article, standard or decision of this product that it stands on; '' for a reason not known here. */
          source: Type.String(),
          count: Type.Integer(),
        },
        closed,
      ),
    ),
    days: Type.Array(
      Type.Object({ day: Type.String(), reason: Type.String(), count: Type.Integer() }, closed),
    ),
  },
  closed,
);
export type Refusals = Static<typeof Refusals>;
