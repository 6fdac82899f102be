import { BEHAVIOURS } from './behaviour.ts';
import { everyPurpose } from './purposes.ts';
import { byRegime, type Regime } from './regimes.ts';
import { type Basis, closedPolicy, type SitePolicy } from './site-policy.ts';

const MEMO = 'Demo: the addresses are invented and nobody is behind them.';
/** Legitimate interest where it can be a basis, notice where that is the custom; in Quebec nothing but counting. */
const BASES: Record<Regime, Basis> = {
  EEA: 'LI',
  FR: 'LI',
  UK: 'LI',
  CH: 'LI',
  CA_QC: 'NOTICE',
  CA: 'NOTICE',
  BR: 'LI',
  US_UOOM: 'NOTICE',
  US: 'NOTICE',
  ROW: 'NOTICE',
};

/** The demo site's explicit policy: organizations and alerts, never a visitor. */
export function demoPolicy(version = 1): SitePolicy {
  const bases = byRegime((regime) => BASES[regime]);
  return {
    ...closedPolicy(version),
    demo: true,
    controller: {
      name: 'Halden Cold Chain (demo)',
      contact: 'privacy@halden.example',
      officer: 'The demo has none',
    },
    establishments: ['GB'],
    bases: { ...everyPurpose(bases), recognise_visitor: byRegime(() => 'OFF') },
    passiveSignalMemos: { EEA: MEMO, FR: MEMO, UK: MEMO, CH: MEMO },
    behaviour: { kinds: BEHAVIOURS, events: ['quote_asked product'] },
    contactRequests: true,
  };
}
