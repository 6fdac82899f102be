import type { Visitor } from './gate.ts';
import { NO_SIGNALS } from './signals/signals.ts';

/** A visit that nothing speaks against, from an organization's own network: what a question about a policy starts from. */
export const ORDINARY_VISIT: Omit<Visitor, 'regimes' | 'exempt' | 'consent'> = {
  signals: NO_SIGNALS,
  objected: false,
  special: false,
  sender: 'HUMAN',
  excluded: false,
  corporate: true,
  eligible: true,
  inAudience: true,
  groupMet: true,
};
