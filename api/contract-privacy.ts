/**
 * Shapes of the privacy part of the API: the site policy and its history, what a change would do, assessments, notices
 * and the simulator. The dashboard shares their types.
 */
import { type Static, type TSchema, Type } from 'typebox';
import { BEHAVIOURS, EVENT_RULE } from '../policy/behaviour.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const words = <const T extends readonly string[]>(values: T) => Type.Enum<T[number][]>([...values]);

export const Purpose = words(['measure', 'identify_org', 'alert_sales', 'recognise_visitor']);
export type Purpose = Static<typeof Purpose>;

export const Regime = words(['EEA', 'FR', 'UK', 'CH', 'CA_QC', 'CA', 'BR', 'US_UOOM', 'US', 'ROW']);
export type Regime = Static<typeof Regime>;

export const Basis = words(['OFF', 'CONSENT', 'LI', 'STAT', 'NOTICE']);
export type Basis = Static<typeof Basis>;

/** ISO 3166-1 country or ISO 3166-2 subdivision. */
const Place = Type.String({ pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' });
const Text = (most: number) => Type.String({ maxLength: most });
const Glob = Type.String({ minLength: 1, maxLength: 200, pattern: '^/' });

const EachRegime = Type.Object(
  {
    EEA: Basis,
    FR: Basis,
    UK: Basis,
    CH: Basis,
    CA_QC: Basis,
    CA: Basis,
    BR: Basis,
    US_UOOM: Basis,
    US: Basis,
    ROW: Basis,
  },
  closed,
);

/** A legal basis for every purpose in every regime. */
export const Bases = Type.Object(
  { measure: EachRegime, identify_org: EachRegime, alert_sales: EachRegime, recognise_visitor: EachRegime },
  closed,
);
export type Bases = Static<typeof Bases>;

/** What an officer decides. The same fields as the stored policy (policy/site-policy.ts), without its version. */
export const PolicyBody = Type.Object(
  {
    killed: Type.Boolean(),
    controller: Type.Object({ name: Text(200), contact: Text(200), officer: Text(200) }, closed),
    establishments: Type.Array(Place, { maxItems: 60, uniqueItems: true }),
    bases: Bases,
    passiveSignalMemos: Type.Partial(
      Type.Object({
        EEA: Text(4000),
        FR: Text(4000),
        UK: Text(4000),
        CH: Text(4000),
        CA: Text(4000),
        BR: Text(4000),
        US_UOOM: Text(4000),
        US: Text(4000),
        ROW: Text(4000),
      }),
      closed,
    ),
    /** Place -> citation of its statistics exemption. */
    exemptions: Type.Record(Type.String({ pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' }), Text(1000)),
    pages: Type.Object(
      { special: Type.Array(Glob, { maxItems: 200 }), children: Type.Array(Glob, { maxItems: 200 }) },
      closed,
    ),
    audience: Type.Object(
      {
        countries: Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), { maxItems: 250, uniqueItems: true }),
        kinds: Type.Array(words(['business', 'education', 'government', 'healthcare']), {
          uniqueItems: true,
        }),
      },
      closed,
    ),
    consent: Type.Object(
      {
        lifeMonths: Type.Integer({ minimum: 1, maximum: 13 }),
        askAgainMonths: Type.Integer({ minimum: 6, maximum: 60 }),
      },
      closed,
    ),
    tcf: Type.Object(
      {
        reading: words(['publisher', 'core']),
        customPurpose: nullable(Type.Integer({ minimum: 1, maximum: 24 })),
      },
      closed,
    ),
    /** What is counted beside views; an event is its name and the keys it may carry, with spaces between. */
    behaviour: Type.Object(
      {
        kinds: Type.Array(words(BEHAVIOURS), { uniqueItems: true }),
        events: Type.Array(Type.String({ pattern: EVENT_RULE }), { maxItems: 50, uniqueItems: true }),
      },
      closed,
    ),
    /** Whether people who ask on a page to be contacted are passed to sales. */
    contactRequests: Type.Boolean(),
  },
  closed,
);
export type PolicyBody = Static<typeof PolicyBody>;

export const PolicyVersion = Type.Object(
  {
    version: Type.Integer(),
    author: Type.String(),
    /** The second officer, where the version widened what is collected. */
    approvedBy: nullable(Type.String()),
    /** It widened on the word of one officer, because the installation has only one. */
    alone: Type.Boolean(),
    reason: Type.String(),
    /** The earlier version whose contents it brought back. */
    restores: nullable(Type.Integer()),
    createdAt: Type.String(),
    demo: Type.Boolean(),
    /** It could not be read as a whole, so nothing is collected. */
    unreadable: Type.Boolean(),
    policy: PolicyBody,
  },
  closed,
);
export type PolicyVersion = Static<typeof PolicyVersion>;

const Direction = words(['wider', 'narrower', 'both', 'neutral']);

/** What a change would do, over everything that can happen. */
export const PolicyChange = Type.Object(
  {
    /** Cases looked at, and how many of them become wider or narrower. */
    cases: Type.Integer(),
    wider: Type.Integer(),
    narrower: Type.Integer(),
    /** Whether a second officer must agree. */
    widens: Type.Boolean(),
    sentences: Type.Array(Type.Object({ direction: Direction, text: Type.String() }, closed)),
    /** Cells of the matrix whose outcome moves. */
    cells: Type.Array(Type.Object({ purpose: Purpose, regime: Regime, direction: Direction }, closed)),
  },
  closed,
);
export type PolicyChange = Static<typeof PolicyChange>;

export const PolicyProposal = Type.Object(
  {
    id: Type.Integer(),
    baseVersion: Type.Integer(),
    author: Type.String(),
    /** Whether the person who asks wrote it, and so can not approve it. */
    mine: Type.Boolean(),
    reason: Type.String(),
    restores: nullable(Type.Integer()),
    createdAt: Type.String(),
    /** Another version came since; it can only be declined or withdrawn. */
    outdated: Type.Boolean(),
    policy: PolicyBody,
    change: PolicyChange,
  },
  closed,
);
export type PolicyProposal = Static<typeof PolicyProposal>;

export const NoticeState = words(['MISSING', 'STALE', 'CURRENT']);
export type NoticeState = Static<typeof NoticeState>;

/** What stands in a cell of the matrix, and what comes of it as assessments and memos are now. */
export const MatrixCell = Type.Object(
  {
    purpose: Purpose,
    regime: Regime,
    basis: Basis,
    /** `always`: without asking; `consent`: with proven consent; `never`: `reasons` say why. */
    outcome: words(['always', 'consent', 'never']),
    reasons: Type.Array(Type.Object({ code: Type.String(), sentence: Type.String() }, closed)),
  },
  closed,
);
export type MatrixCell = Static<typeof MatrixCell>;

const Term = Type.Object({ id: Type.String(), title: Type.String(), description: Type.String() }, closed);

/** Everything the officer's page starts with. */
export const PolicyPage = Type.Object(
  {
    active: PolicyVersion,
    /** Collection is switched off for all sites. */
    killedEverywhere: nullable(
      Type.Object({ by: Type.String(), reason: Type.String(), at: Type.String() }, closed),
    ),
    matrix: Type.Array(MatrixCell),
    proposal: nullable(PolicyProposal),
    notice: NoticeState,
    /** `one`: the installation has one officer, whose word is enough and is recorded as such. */
    officers: words(['two', 'one']),
    purposes: Type.Array(Term),
    regimes: Type.Array(Term),
    bases: Type.Array(Term),
    presets: Type.Array(Type.Object({ ...Term.properties, bases: Bases }, closed)),
  },
  closed,
);
export type PolicyPage = Static<typeof PolicyPage>;

/** `baseVersion`: the version the officer saw; when another came since, nothing is saved and 409 says so. */
export const PolicySave = Type.Object(
  {
    baseVersion: Type.Integer({ minimum: 0 }),
    policy: PolicyBody,
    reason: Type.String({ minLength: 3, maxLength: 1000 }),
    /** The body is that of this earlier version, word for word. */
    restores: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);
export type PolicySave = Static<typeof PolicySave>;

/** `active`: in force now; `proposed`: waits for a second officer. */
export const PolicySaved = Type.Object(
  {
    outcome: words(['active', 'proposed']),
    version: nullable(Type.Integer()),
    proposal: nullable(Type.Integer()),
    change: PolicyChange,
  },
  closed,
);
export type PolicySaved = Static<typeof PolicySaved>;

export const PolicyPreview = Type.Object({ policy: PolicyBody }, closed);
/** What a draft would do: the difference to what is in force, and the matrix as it would be. */
export const PolicyPreviewed = Type.Object({ change: PolicyChange, matrix: Type.Array(MatrixCell) }, closed);
export type PolicyPreviewed = Static<typeof PolicyPreviewed>;

export const PolicyHistory = Type.Array(PolicyVersion);

export const Decided = Type.Object({ reason: Type.Optional(Type.String({ maxLength: 1000 })) }, closed);

/** Switches collection off, or on again, for a site or for all. */
export const KillRequest = Type.Object(
  { killed: Type.Boolean(), reason: Type.String({ minLength: 3, maxLength: 1000 }) },
  closed,
);
export type KillRequest = Static<typeof KillRequest>;

const KillState = Type.Object(
  {
    killed: Type.Boolean(),
    by: Type.String(),
    reason: Type.String(),
    at: Type.String(),
  },
  closed,
);

/** The switch for all sites: how it stands, and every time it was turned, newest first. */
export const KillSwitch = Type.Object(
  {
    killed: Type.Boolean(),
    /** Whether the person who asks turned it off, and so can not turn it on again. */
    mine: Type.Boolean(),
    history: Type.Array(KillState),
  },
  closed,
);
export type KillSwitch = Static<typeof KillSwitch>;

/* ---------- assessments ---------- */

export const AssessmentState = words(['FAILED', 'DPIA_PENDING', 'OVERDUE', 'DRAFT', 'APPROVED']);

export const Assessment = Type.Object(
  {
    version: Type.Integer(),
    purposes: Type.Array(Purpose),
    regimes: Type.Array(Regime),
    /** As it counts now: an approval becomes OVERDUE by itself. */
    state: AssessmentState,
    /** A newer record took its place. */
    superseded: Type.Boolean(),
    summary: Type.String(),
    author: Type.String(),
    mine: Type.Boolean(),
    approver: nullable(Type.String()),
    approvedAt: nullable(Type.String()),
    reviewDue: nullable(Type.String()),
    createdAt: Type.String(),
  },
  closed,
);
export type Assessment = Static<typeof Assessment>;

export const NewAssessment = Type.Object(
  {
    purposes: Type.Array(Purpose, { minItems: 1, uniqueItems: true }),
    regimes: Type.Array(Regime, { minItems: 1, uniqueItems: true }),
    state: words(['DRAFT', 'DPIA_PENDING', 'FAILED']),
    summary: Type.String({ minLength: 10, maxLength: 8000 }),
  },
  closed,
);
export type NewAssessment = Static<typeof NewAssessment>;

/* ---------- notice ---------- */

export const NoticeSection = Type.Object(
  {
    title: Type.String(),
    paragraphs: Type.Array(Type.String()),
    items: Type.Array(Type.String()),
  },
  closed,
);
export type NoticeSection = Static<typeof NoticeSection>;

export const NoticeStatus = Type.Object(
  {
    state: NoticeState,
    /** Where visitors read it. */
    url: Type.String(),
    /** What would be published now. `hash` goes back with the order to publish. */
    live: Type.Object({ hash: Type.String(), sections: Type.Array(NoticeSection) }, closed),
    published: nullable(
      Type.Object(
        {
          version: Type.Integer(),
          hash: Type.String(),
          policyVersion: Type.Integer(),
          author: Type.String(),
          publishedAt: Type.String(),
        },
        closed,
      ),
    ),
    /** Titles of sections that differ from what is published. */
    differs: Type.Array(Type.String()),
    /** What must be filled in before it can be published, in words. */
    missing: Type.Array(Type.String()),
  },
  closed,
);
export type NoticeStatus = Static<typeof NoticeStatus>;

export const NoticePublish = Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) }, closed);

/* ---------- simulator ---------- */

const ConsentState = words(['WITHDRAWN', 'REFUSED', 'EXPIRED', 'NONE', 'GIVEN_UNPROVEN', 'GIVEN_PROVEN']);

export const SimulatorRequest = Type.Object(
  {
    /** A draft; without it, the policy in force. */
    policy: Type.Optional(PolicyBody),
    /** ISO 3166 code, or '' for a place that is not known. */
    place: Type.Union([Place, Type.Literal('')]),
    path: Type.String({ maxLength: 2000, default: '/' }),
    consent: Type.Object(
      {
        measure: ConsentState,
        identify_org: ConsentState,
        alert_sales: ConsentState,
        recognise_visitor: ConsentState,
      },
      closed,
    ),
    gpc: Type.Boolean(),
    dnt: Type.Boolean(),
    gpp: Type.String({ maxLength: 20_000 }),
    tcf: Type.String({ maxLength: 20_000 }),
    consentMode: words(['', 'granted', 'denied']),
    objected: Type.Boolean(),
    sender: words(['HUMAN', 'SUSPECT', 'BOT', 'INTERNAL']),
    /** From whose network: an organization that may be named, one too small to name, an excluded one, or a provider. */
    network: words(['organization', 'small', 'excluded', 'outside_audience', 'provider']),
    /** Enough was seen of the organization for an alert. */
    groupMet: Type.Boolean(),
  },
  closed,
);
export type SimulatorRequest = Static<typeof SimulatorRequest>;

export const Simulation = Type.Object(
  {
    level: words(['DROP', 'COUNT', 'ORG', 'VISITOR']),
    purposes: Type.Array(Purpose),
    alert: Type.Boolean(),
    storage: Type.String(),
    visitorId: Type.String(),
    fields: Type.Array(Type.String()),
    retention: Type.String(),
    /** Laws that apply. */
    regimes: Type.Array(Regime),
    /** A draft is answered as if its notice were published; this is how the notice would stand until then. */
    notice: NoticeState,
    reasons: Type.Array(
      Type.Object({ code: Type.String(), sentence: Type.String(), source: Type.String() }, closed),
    ),
  },
  closed,
);
export type Simulation = Static<typeof Simulation>;
