import type { Purpose } from './purposes.ts';
import { type ByRegime, byRegime, type Regime } from './regimes.ts';
import type { Basis } from './site-policy.ts';

/** A starting point that an officer understands. It fills a draft and is never active by itself. */
export interface Preset {
  id: string;
  title: string;
  description: string;
  bases: Record<Purpose, ByRegime<Basis>>;
}

const only = (bases: Partial<Record<Regime, Basis>>): ByRegime<Basis> =>
  byRegime((regime) => bases[regime] ?? 'OFF');

const EUROPE_LI = { EEA: 'LI', FR: 'LI', UK: 'LI', CH: 'LI' } as const;
const EUROPE_CONSENT = { EEA: 'CONSENT', FR: 'CONSENT', UK: 'CONSENT', CH: 'CONSENT' } as const;
const EVERYWHERE_CONSENT = byRegime((): Basis => 'CONSENT');
const OFF = byRegime((): Basis => 'OFF');

export const PRESETS: readonly Preset[] = [
  {
    id: 'uk-eu-b2b',
    title: 'UK and EU B2B',
    description:
      'Counts under the statistics exemption where there is one, names organizations and tells sales on legitimate ' +
      'interest, and recognizes visitors with consent only. It asks for an approved assessment, and, without consent, ' +
      'for your signed memo that the address of a request is not read from the device.',
    bases: {
      measure: only({ EEA: 'LI', FR: 'STAT', UK: 'STAT', CH: 'LI' }),
      identify_org: only(EUROPE_LI),
      alert_sales: only(EUROPE_LI),
      recognise_visitor: only(EUROPE_CONSENT),
    },
  },
  {
    id: 'consent-only',
    title: 'Consent only',
    description: 'Nothing at all, anywhere, before the visitor agrees.',
    bases: {
      measure: EVERYWHERE_CONSENT,
      identify_org: EVERYWHERE_CONSENT,
      alert_sales: EVERYWHERE_CONSENT,
      recognise_visitor: EVERYWHERE_CONSENT,
    },
  },
  {
    id: 'united-states',
    title: 'United States',
    description:
      'Notice with opt-out for visitors in the United States; opt-out signals are honoured. Nothing elsewhere.',
    bases: {
      measure: only({ US: 'NOTICE', US_UOOM: 'NOTICE' }),
      identify_org: only({ US: 'NOTICE', US_UOOM: 'NOTICE' }),
      alert_sales: only({ US: 'NOTICE', US_UOOM: 'NOTICE' }),
      recognise_visitor: only({ US: 'NOTICE', US_UOOM: 'NOTICE' }),
    },
  },
  {
    id: 'count-only',
    title: 'Count only',
    description:
      'Views are counted and nobody is named: by statistics exemption or notice where the law allows it, with ' +
      'consent elsewhere.',
    bases: {
      measure: byRegime((regime): Basis => {
        if (regime === 'UK' || regime === 'FR') return 'STAT';
        return regime === 'EEA' || regime === 'CH' || regime === 'BR' ? 'CONSENT' : 'NOTICE';
      }),
      identify_org: OFF,
      alert_sales: OFF,
      recognise_visitor: OFF,
    },
  },
];
