import { joinSignals, readReportedSignals, readSignalHeaders } from '../../policy/signals/signals.ts';
import type { Step } from '../step.ts';

/** What the browser's headers and the page's consent managers say; each event's own reading joins it at the gate. */
export const signals: Step = (visit) => {
  const { headers, batch, site } = visit;
  visit.signals = joinSignals(
    readSignalHeaders(headers),
    readReportedSignals(batch.signals, site.policy.tcf),
  );
  return null;
};
