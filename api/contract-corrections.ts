/** Shapes of corrections, exclusions, match quality and reverse DNS. */
import { type Static, Type } from 'typebox';
import { Name } from './contract.ts';

const closed = { additionalProperties: false } as const;

const OrganizationId = Type.String({ pattern: '^[0-9]{1,20}$' });
/** '' where none is known. */
const Domain = Type.String({
  maxLength: 253,
  pattern: '^$|^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}$',
});
const Country = Type.String({ pattern: '^$|^[A-Z]{2}$' });
const Network = Type.String({ minLength: 2, maxLength: 100 });
const Reason = Type.String({ minLength: 3, maxLength: 1000, pattern: '\\S.*\\S' });

/* ---------- corrections ---------- */

/** An organization that was seen before, by its id, or one that is named now. */
const Meant = Type.Union([
  Type.Object({ id: OrganizationId }, closed),
  Type.Object({ name: Name(200), domain: Type.Optional(Domain), country: Type.Optional(Country) }, closed),
]);

/** Whoever is shown: not them; this is somebody else; this is an internet provider. */
export const CorrectionRequest = Type.Object(
  {
    target: Type.Union([
      Type.Object({ organization: OrganizationId }, closed),
      Type.Object({ network: Network }, closed),
    ]),
    verdict: Type.Union([
      Type.Object({ kind: Type.Literal('not_them') }, closed),
      Type.Object({ kind: Type.Literal('is'), organization: Meant }, closed),
      Type.Object({ kind: Type.Literal('isp') }, closed),
    ]),
  },
  closed,
);
export type CorrectionRequest = Static<typeof CorrectionRequest>;

/** What is stored under the organization that was corrected, and how far it was moved. */
export const Past = Type.Object(
  {
    /**
     * `none`: nothing is stored. `offered`: it can be moved. `moving`, `moved`: it is with the organization that it is
     * by the decision. `returning`: it is on its way back.
     */
    state: Type.Union([
      Type.Literal('none'),
      Type.Literal('offered'),
      Type.Literal('moving'),
      Type.Literal('moved'),
      Type.Literal('returning'),
    ]),
    /** Of all sites. */
    sessions: Type.Integer(),
    /** Quarter-hour of the first; null where nothing is stored. */
    since: Type.Union([Type.String(), Type.Null()]),
    /** Months of data that are done, and all. */
    progress: Type.Object({ done: Type.Integer(), total: Type.Integer() }, closed),
  },
  closed,
);
export type Past = Static<typeof Past>;

export const Correction = Type.Object(
  {
    id: Type.Integer(),
    kind: Type.Union([Type.Literal('not_them'), Type.Literal('is'), Type.Literal('isp')]),
    target: Type.Object(
      {
        kind: Type.Union([Type.Literal('network'), Type.Literal('organization'), Type.Literal('domain')]),
        value: Type.String(),
        name: Type.String(),
      },
      closed,
    ),
    /** Of `is` only. */
    organization: Type.Union([
      Type.Object(
        { id: Type.String(), name: Type.String(), domain: Type.String(), country: Type.String() },
        closed,
      ),
      Type.Null(),
    ]),
    by: Type.String(),
    at: Type.String(),
    /** Who took it back, and when; null while it stands. */
    undone: Type.Union([Type.Object({ by: Type.String(), at: Type.String() }, closed), Type.Null()]),
  },
  closed,
);
export type Correction = Static<typeof Correction>;

export const CorrectionPage = Type.Object(
  { items: Type.Array(Correction), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  closed,
);
export type CorrectionPage = Static<typeof CorrectionPage>;

/** An organization that was seen on any site. */
export const KnownOrganization = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    domain: Type.String(),
    country: Type.String(),
    kind: Type.String(),
  },
  closed,
);
export type KnownOrganization = Static<typeof KnownOrganization>;

/* ---------- exclusions ---------- */

const ExclusionReason = Type.Union([
  Type.Literal('own_staff'),
  Type.Literal('agency'),
  Type.Literal('bot_network'),
  Type.Literal('organization'),
]);
export type ExclusionReason = Static<typeof ExclusionReason>;

export const ExclusionRequest = Type.Object(
  {
    target: Type.Union([
      Type.Object({ network: Network }, closed),
      Type.Object({ organization: OrganizationId }, closed),
      Type.Object({ domain: Type.String({ minLength: 3, maxLength: 253 }) }, closed),
    ]),
    /** All but `organization` are no visits: they are refused. Visits of an `organization` are at most counted. */
    exclusion: ExclusionReason,
    reason: Reason,
  },
  closed,
);
export type ExclusionRequest = Static<typeof ExclusionRequest>;

export const Exclusion = Type.Object(
  {
    id: Type.Integer(),
    target: Correction.properties.target,
    exclusion: ExclusionReason,
    reason: Type.String(),
    by: Type.String(),
    at: Type.String(),
  },
  closed,
);
export type Exclusion = Static<typeof Exclusion>;

export const ExclusionAsked = Type.Object(
  {
    id: Type.Integer(),
    organization: Type.Object({ id: Type.String(), name: Type.String() }, closed),
    reason: Type.String(),
    by: Type.String(),
    /** Whether whoever reads this asked, and so can withdraw it. */
    mine: Type.Boolean(),
    at: Type.String(),
  },
  closed,
);
export type ExclusionAsked = Static<typeof ExclusionAsked>;

/** Exclusions in force, the newest first, and what sales asked for. */
export const Exclusions = Type.Object(
  { items: Type.Array(Exclusion), asked: Type.Array(ExclusionAsked) },
  closed,
);
export type Exclusions = Static<typeof Exclusions>;

export const AskExclusion = Type.Object({ organization: OrganizationId, reason: Reason }, closed);
export type AskExclusion = Static<typeof AskExclusion>;

/* ---------- reverse DNS ---------- */

export const ReverseDnsRequest = Type.Object({ enabled: Type.Boolean(), reason: Reason }, closed);
export type ReverseDnsRequest = Static<typeof ReverseDnsRequest>;

export const ReverseDns = Type.Object(
  {
    enabled: Type.Boolean(),
    /** The setting of the installation forbids it, whatever an officer says. */
    forbidden: Type.Boolean(),
    history: Type.Array(
      Type.Object(
        { enabled: Type.Boolean(), by: Type.String(), reason: Type.String(), at: Type.String() },
        closed,
      ),
    ),
  },
  closed,
);
export type ReverseDns = Static<typeof ReverseDns>;

/* ---------- match quality ---------- */

const Count = Type.Integer({ minimum: 0 });

/** How matches of a site came out, and what people said about matches. UTC days. */
export const MatchQuality = Type.Object(
  {
    from: Type.String(),
    to: Type.String(),
    /** Every outcome there is, in words, with its count in the range. */
    outcomes: Type.Array(Type.Object({ outcome: Type.String(), title: Type.String(), count: Count }, closed)),
    days: Type.Array(Type.Object({ day: Type.String(), outcome: Type.String(), count: Count }, closed)),
    /** Corrections that were made in the range, on all sites. */
    corrections: Type.Object({ notThem: Count, is: Count, isp: Count, undone: Count }, closed),
    /** How often the domain of a business e-mail that somebody gave was the one of the match, and was not. */
    evidence: Type.Object({ agreed: Count, disagreed: Count }, closed),
  },
  closed,
);
export type MatchQuality = Static<typeof MatchQuality>;
