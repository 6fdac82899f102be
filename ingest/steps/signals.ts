import { readSignalHeaders } from '../../policy/signals.ts';
import type { Step } from '../step.ts';

/** What the browser's headers say about tracking; the page's own reading joins it at the gate. */
export const signals: Step = (visit) => {
  visit.signals = readSignalHeaders(visit.headers);
  return null;
};
