import type { ApiParts } from '../parts.ts';
import type { Changes } from './change.ts';

/** What the routes about policies stand on. */
export interface PrivacyParts extends ApiParts {
  changes: Changes;
}
