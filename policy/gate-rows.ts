import type { AssessmentTable } from './assessment.ts';
import type { ConsentStates } from './consent.ts';
import { PURPOSES, type Purpose } from './purposes.ts';
import type { Reason } from './reasons.ts';
import { isIn, type Regime, type RegimeSet, regimeSet, TERMINAL_REGIMES } from './regimes.ts';
import type { PrivacySignals } from './signals/signals.ts';
import { type SitePolicy, stanceOf } from './site-policy.ts';

/** What holds for every visit of a site until somebody changes it. */
export interface Standing {
  /** Whether the published notice describes what the site does now. */
  notice: 'MISSING' | 'STALE' | 'CURRENT';
  assessments: AssessmentTable;
}

/** What is known about one visit. Nothing in it names a person. */
export interface Visitor {
  regimes: RegimeSet;
  /** Regimes whose statistics exemption is declared for every place concerned. */
  exempt: RegimeSet;
  consent: ConsentStates;
  signals: PrivacySignals;
  objected: boolean;
  /** The page is about a special category of data, or made for children. */
  special: boolean;
  sender: 'HUMAN' | 'SUSPECT' | 'BOT' | 'INTERNAL';
  /** The organization is on the exclusion list. */
  excluded: boolean;
  /** The address belongs to an organization's own network, with confidence. */
  corporate: boolean;
  /** There is evidence of a corporate or public body. */
  eligible: boolean;
  /** The organization is within the audience that the site declares. */
  inAudience: boolean;
  /** Enough was seen of the organization for somebody to be told (section 3.4 of the rules). */
  groupMet: boolean;
}

export type Context = Standing & Visitor;

/** A row that concerns the whole event: while it holds, the purposes it takes are off. */
export interface EventRow {
  row: number;
  reason: Reason;
  takes: readonly Purpose[];
  holds: (policy: SitePolicy, context: Context) => boolean;
}

const EVERYTHING = PURPOSES;
const BEYOND_COUNTING: readonly Purpose[] = ['identify_org', 'alert_sales', 'recognise_visitor'];
const ORGANIZATION: readonly Purpose[] = ['identify_org', 'alert_sales'];
const ALERTS: readonly Purpose[] = ['alert_sales'];

/** Block A of the decision table. */
export const EVENT_ROWS: readonly EventRow[] = [
  { row: 1, reason: 'K01', takes: EVERYTHING, holds: (policy) => policy.killed },
  {
    row: 1,
    reason: 'E01',
    takes: EVERYTHING,
    // A visit under no law at all is a mistake of ours, not a freedom.
    holds: (policy, { regimes }) => policy.unreadable || regimes === 0,
  },
  { row: 2, reason: 'O01', takes: EVERYTHING, holds: (_, { objected }) => objected },
  { row: 3, reason: 'M01', takes: EVERYTHING, holds: (_, { signals }) => signals.child },
  { row: 4, reason: 'S01', takes: EVERYTHING, holds: (_, { special }) => special },
  { row: 5, reason: 'X01', takes: EVERYTHING, holds: (_, { sender }) => sender === 'BOT' },
  { row: 5, reason: 'X03', takes: EVERYTHING, holds: (_, { sender }) => sender === 'INTERNAL' },
  { row: 6, reason: 'N0_MISSING', takes: EVERYTHING, holds: (_, { notice }) => notice === 'MISSING' },
  { row: 6, reason: 'N0_STALE', takes: EVERYTHING, holds: (_, { notice }) => notice === 'STALE' },
  { row: 7, reason: 'G01', takes: BEYOND_COUNTING, holds: (_, { signals }) => signals.gpc },
  { row: 8, reason: 'G02', takes: BEYOND_COUNTING, holds: (_, { signals }) => signals.dnt },
  { row: 9, reason: 'G03', takes: BEYOND_COUNTING, holds: (_, { signals }) => signals.gpp },
  { row: 10, reason: 'G04', takes: BEYOND_COUNTING, holds: (_, { signals }) => signals.tcf },
  { row: 11, reason: 'X02', takes: BEYOND_COUNTING, holds: (_, { sender }) => sender === 'SUSPECT' },
  { row: 12, reason: 'O02', takes: BEYOND_COUNTING, holds: (_, { excluded }) => excluded },
  { row: 13, reason: 'I01', takes: ORGANIZATION, holds: (_, { corporate }) => !corporate },
  {
    row: 14,
    reason: 'I02',
    takes: ORGANIZATION,
    holds: (_, { corporate, eligible }) => corporate && !eligible,
  },
  {
    row: 15,
    reason: 'I03',
    takes: ORGANIZATION,
    holds: (_, { corporate, inAudience }) => corporate && !inAudience,
  },
  { row: 16, reason: 'A01', takes: ALERTS, holds: (_, { groupMet }) => !groupMet },
];

/** A purpose in a regime, held against policy and visit. */
export interface Claim {
  purpose: Purpose;
  regime: Regime;
  policy: SitePolicy;
  context: Context;
}

/** A row that concerns one purpose in one regime: while it holds in any regime, the purpose is off. */
export interface PurposeRow {
  row: number;
  reason: Reason;
  holds: (claim: Claim) => boolean;
}

const STATISTICS_BY_STATUTE = regimeSet('UK', 'FR');
const NOTICE_SUFFICES = regimeSet('US', 'US_UOOM', 'CA', 'ROW');
const FAILURE_BLOCKS = regimeSet('EEA', 'FR', 'UK', 'CH', 'BR');

const basis = ({ policy, purpose, regime }: Claim) => policy.bases[purpose][regime];
const consent = ({ context, purpose }: Claim) => context.consent[purpose];
const assessment = ({ context, purpose, regime }: Claim) => context.assessments[purpose][regime];

const assessed =
  (state: 'FAILED' | 'DPIA_PENDING' | 'OVERDUE' | 'DRAFT' | 'NONE') =>
  (claim: Claim): boolean =>
    basis(claim) === 'LI' && assessment(claim) === state;

const consented =
  (state: 'WITHDRAWN' | 'REFUSED' | 'EXPIRED' | 'NONE' | 'GIVEN_UNPROVEN') =>
  (claim: Claim): boolean =>
    basis(claim) === 'CONSENT' && consent(claim) === state;

/** The terminal leg: reading from or writing to the device, without proven consent. */
const onTerminal = (claim: Claim): boolean =>
  isIn(claim.regime, TERMINAL_REGIMES) && consent(claim) !== 'GIVEN_PROVEN';
const isStrict = ({ policy, regime }: Claim): boolean => stanceOf(policy, regime) === 'STRICT';
const namesOrganization = ({ purpose }: Claim): boolean =>
  purpose === 'identify_org' || purpose === 'alert_sales';

/** Block B of the decision table. */
export const PURPOSE_ROWS: readonly PurposeRow[] = [
  { row: 20, reason: 'C01', holds: (claim) => consent(claim) === 'WITHDRAWN' },
  { row: 20, reason: 'C02', holds: (claim) => consent(claim) === 'REFUSED' },
  {
    row: 20,
    reason: 'G05',
    holds: ({ purpose, context }) => purpose === 'recognise_visitor' && context.signals.consentMode,
  },
  { row: 21, reason: 'B01', holds: (claim) => basis(claim) === 'OFF' },
  { row: 22, reason: 'B02', holds: (claim) => basis(claim) === 'STAT' && claim.purpose !== 'measure' },
  {
    row: 23,
    reason: 'B03',
    holds: (claim) =>
      basis(claim) === 'STAT' && !isIn(claim.regime, STATISTICS_BY_STATUTE | claim.context.exempt),
  },
  {
    row: 24,
    reason: 'B04',
    holds: (claim) =>
      basis(claim) === 'NOTICE' &&
      !isIn(claim.regime, NOTICE_SUFFICES) &&
      !(claim.regime === 'CA_QC' && claim.purpose === 'measure'),
  },
  { row: 25, reason: 'B05', holds: (claim) => basis(claim) === 'LI' && claim.regime === 'CA_QC' },
  { row: 26, reason: 'L0_FAILED', holds: assessed('FAILED') },
  { row: 26, reason: 'L0_DPIA_PENDING', holds: assessed('DPIA_PENDING') },
  { row: 26, reason: 'L0_OVERDUE', holds: assessed('OVERDUE') },
  { row: 26, reason: 'L0_DRAFT', holds: assessed('DRAFT') },
  { row: 26, reason: 'L0_NONE', holds: assessed('NONE') },
  {
    row: 27,
    reason: 'L1',
    holds: (claim) =>
      assessment(claim) === 'FAILED' && isIn(claim.regime, FAILURE_BLOCKS) && claim.purpose !== 'measure',
  },
  { row: 28, reason: 'C10_WITHDRAWN', holds: consented('WITHDRAWN') },
  { row: 28, reason: 'C10_REFUSED', holds: consented('REFUSED') },
  { row: 28, reason: 'C10_EXPIRED', holds: consented('EXPIRED') },
  { row: 28, reason: 'C10_NONE', holds: consented('NONE') },
  { row: 28, reason: 'C10_GIVEN_UNPROVEN', holds: consented('GIVEN_UNPROVEN') },
  { row: 29, reason: 'T01', holds: (claim) => onTerminal(claim) && claim.purpose === 'recognise_visitor' },
  {
    row: 30,
    reason: 'T02',
    holds: (claim) =>
      onTerminal(claim) && namesOrganization(claim) && isStrict(claim) && claim.regime !== 'CA_QC',
  },
  {
    row: 30,
    reason: 'T03',
    holds: (claim) => onTerminal(claim) && namesOrganization(claim) && claim.regime === 'CA_QC',
  },
  {
    row: 31,
    reason: 'T02',
    holds: (claim) =>
      onTerminal(claim) &&
      claim.purpose === 'measure' &&
      basis(claim) !== 'STAT' &&
      isStrict(claim) &&
      claim.regime !== 'CA_QC',
  },
];
