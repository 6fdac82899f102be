import { byPurpose, type Purpose } from '../../policy/purposes.ts';
import type { PrivacySignals } from '../../policy/signals/signals.ts';
import type { IngestSite } from '../site.ts';

/** A visitor who answers, as far as it matters for what consent could allow. */
interface Answering {
  /** ISO 3166 code, or ''. */
  country: string;
  granted: readonly Purpose[];
  refused: readonly Purpose[];
  signals: PrivacySignals;
  objected: boolean;
}

/**
 * Of the purposes that a visitor agrees to, those that the gate would let through with this consent, at the best of
 * what else it looks at. To record consent for anything else would promise what is not done.
 */
export function permittedPurposes(site: IngestSite, visitor: Answering, now: number): Purpose[] {
  const { country, granted, refused, signals, objected } = visitor;
  const { purposes } = site.decide(
    {
      ...site.lawsOf(country),
      consent: byPurpose((purpose) => {
        if (refused.includes(purpose)) return 'REFUSED';
        return granted.includes(purpose) ? 'GIVEN_PROVEN' : 'NONE';
      }),
      signals,
      objected,
      special: false,
      sender: 'HUMAN',
      excluded: false,
      corporate: true,
      eligible: true,
      inAudience: true,
      groupMet: true,
    },
    now,
  );
  return purposes.filter((purpose) => granted.includes(purpose));
}
