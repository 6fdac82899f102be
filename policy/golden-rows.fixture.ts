import type { ConsentState } from './consent.ts';
import { assessments, consents, policyWith, STANDING, visitorFrom } from './gate.fixture.ts';
import type { Context } from './gate.ts';
import type { Level } from './levels.ts';
import { byPurpose, everyPurpose, type Purpose } from './purposes.ts';
import type { Reason } from './reasons.ts';
import { byRegime } from './regimes.ts';
import { NO_SIGNALS } from './signals/signals.ts';
import { closedPolicy, type SitePolicy } from './site-policy.ts';

/** A case whose answer was worked out by an independent model of the decision table. */
export interface GoldenRow {
  id: string;
  title: string;
  policy: SitePolicy;
  context: Context;
  level: Level;
  alert: boolean;
  /** The first reasons, in order. */
  reasons: readonly Reason[];
}

const everyBasis = (basis: 'LI' | 'CONSENT' | 'NOTICE') => everyPurpose(basis);
/** "UK recommended": statistics for measuring, legitimate interest for organizations, consent for visitors. */
const RECOMMENDED = {
  measure: 'STAT',
  identify_org: 'LI',
  alert_sales: 'LI',
  recognise_visitor: 'CONSENT',
} as const;

const recommended = policyWith(RECOMMENDED, { establishments: ['GB'], headerOnly: true });
const fresh = { ...closedPolicy(), establishments: ['GB'] };
const german = (basis: 'LI' | 'CONSENT') => policyWith(everyBasis(basis), { establishments: ['DE'] });
const american = policyWith(everyBasis('NOTICE'), { establishments: ['US-TX'] });
/** The recommended policy for the United Kingdom, and notice in the United States. */
const britishInAmerica = policyWith(RECOMMENDED, {
  establishments: ['GB'],
  headerOnly: true,
  regimes: { US: 'NOTICE', US_UOOM: 'NOTICE' },
});
const french = policyWith(
  { measure: 'STAT', identify_org: 'LI', alert_sales: 'LI', recognise_visitor: 'LI' },
  { establishments: ['FR'] },
);

const answered = (state: ConsentState) => ({ consent: consents(everyPurpose(state)) });
const signal = (name: keyof typeof NO_SIGNALS) => ({ signals: { ...NO_SIGNALS, [name]: true } });

function row(
  id: string,
  title: string,
  [policy, place]: readonly [SitePolicy, string],
  change: Partial<Context>,
  level: Level,
  alert: 'alert' | 'no alert',
  ...reasons: Reason[]
): GoldenRow {
  const context = { ...STANDING, ...visitorFrom(policy, place), ...change };
  return { id, title, policy, context, level, alert: alert === 'alert', reasons };
}

/** Assessments approved for every purpose but some. */
const assessed = (state: 'OVERDUE' | 'FAILED', ...purposes: Purpose[]) => ({
  assessments: byPurpose((purpose) =>
    byRegime((regime) => assessments(purposes.includes(purpose) ? state : 'APPROVED')[purpose][regime]),
  ),
});

const UK = [recommended, 'GB'] as const;

/** The 28 rows of section 2.6 of the privacy rules. */
export const GOLDEN_ROWS: readonly GoldenRow[] = [
  row('G01', 'fresh install', [fresh, 'GB'], {}, 'DROP', 'no alert', 'B01'),
  row(
    'G02',
    'UK, legitimate interest for all, strict',
    [policyWith(everyBasis('LI'), { establishments: ['GB'] }), 'GB'],
    {},
    'DROP',
    'no alert',
    'T02',
    'T01',
  ),
  row(
    'G03',
    'UK, legitimate interest for all, memo signed',
    [policyWith(everyBasis('LI'), { establishments: ['GB'], headerOnly: true }), 'GB'],
    {},
    'ORG',
    'alert',
    'T01',
  ),
  row('G04', 'UK as recommended', UK, {}, 'ORG', 'alert', 'C10_NONE'),
  row('G05', 'group too small', UK, { groupMet: false }, 'ORG', 'no alert', 'A01'),
  row('G06', 'residential address', UK, { corporate: false }, 'COUNT', 'no alert', 'I01'),
  row('G07', 'Global Privacy Control', UK, signal('gpc'), 'COUNT', 'no alert', 'G01'),
  row('G08', 'Do Not Track', UK, signal('dnt'), 'COUNT', 'no alert', 'G02'),
  row('G09', 'objected', UK, { objected: true }, 'DROP', 'no alert', 'O01'),
  row('G10', 'stale notice', UK, { notice: 'STALE' }, 'DROP', 'no alert', 'N0_STALE'),
  row(
    'G11',
    'assessment for naming organizations overdue',
    UK,
    assessed('OVERDUE', 'identify_org'),
    'COUNT',
    'no alert',
    'L0_OVERDUE',
  ),
  row(
    'G12',
    'assessment for alerts failed',
    UK,
    assessed('FAILED', 'alert_sales'),
    'ORG',
    'no alert',
    'L0_FAILED',
    'L1',
  ),
  row('G13', 'consent proven', UK, answered('GIVEN_PROVEN'), 'VISITOR', 'alert'),
  row('G14', 'consent without receipt', UK, answered('GIVEN_UNPROVEN'), 'ORG', 'alert', 'C10_GIVEN_UNPROVEN'),
  row('G15', 'refused for everything', UK, answered('REFUSED'), 'DROP', 'no alert', 'C02'),
  row('G16', 'page of a special category', UK, { special: true }, 'DROP', 'no alert', 'S01'),
  row(
    'G17',
    'Germany, legitimate interest, strict',
    [german('LI'), 'DE'],
    {},
    'DROP',
    'no alert',
    'T02',
    'T01',
  ),
  row('G18', 'Germany, consent, no answer', [german('CONSENT'), 'DE'], {}, 'DROP', 'no alert', 'C10_NONE'),
  row(
    'G19',
    'Germany, consent proven',
    [german('CONSENT'), 'DE'],
    answered('GIVEN_PROVEN'),
    'VISITOR',
    'alert',
  ),
  row(
    'G20',
    'Germany, consent proven, TCF denies',
    [german('CONSENT'), 'DE'],
    { ...answered('GIVEN_PROVEN'), ...signal('tcf') },
    'COUNT',
    'no alert',
    'G04',
  ),
  row('G21', 'France, statistics, strict', [french, 'FR'], {}, 'COUNT', 'no alert', 'T02'),
  row('G22', 'Texas, American controller', [american, 'US-TX'], {}, 'VISITOR', 'alert'),
  row('G23', 'Texas, Global Privacy Control', [american, 'US-TX'], signal('gpc'), 'COUNT', 'no alert', 'G01'),
  row('G24', 'Texas, British controller', [britishInAmerica, 'US-TX'], {}, 'ORG', 'alert', 'C10_NONE', 'T01'),
  row(
    'G25',
    'Quebec, notice for all',
    [policyWith(everyBasis('NOTICE'), { establishments: ['CA-QC'] }), 'CA-QC'],
    {},
    'COUNT',
    'no alert',
    'B04',
    'T03',
  ),
  row(
    'G26',
    'Brazil, legitimate interest',
    [policyWith(everyBasis('LI'), { establishments: ['BR'] }), 'BR'],
    {},
    'VISITOR',
    'alert',
  ),
  row(
    'G27',
    'place not known, as recommended for the UK',
    [recommended, ''],
    {},
    'DROP',
    'no alert',
    'B03',
    'B05',
    'T03',
  ),
  row(
    'G28',
    'place not known, consent proven',
    [policyWith(everyBasis('CONSENT'), { establishments: ['GB'] }), ''],
    answered('GIVEN_PROVEN'),
    'VISITOR',
    'alert',
  ),
];
