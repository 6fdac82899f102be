import type { Reason } from '../policy/reasons.ts';
import type { Visit } from './visit.ts';

/**
 * A step on the way of a request: it adds what it found to the visit, and answers null to go on or the
 * reason to stop. A step that concerns single events marks them as refused instead.
 */
export type Step = (visit: Visit) => Reason | null;
