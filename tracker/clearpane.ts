import { attempt } from './attempt.ts';
import type { PageWindow } from './page.ts';
import { type Embedded, startTracker } from './start.ts';

/** A parameter of the function that the build puts around the script; given where it is served for one site. */
declare const clearpaneSite: Embedded | undefined;
/** Put in by the build. */
declare const CONSENT_INTEGRITY: string;
declare const BEHAVIOUR_INTEGRITY: string;

// Whatever happens here, the page it is on must not notice: one without this script is a page that works.
attempt(() => startTracker(window as PageWindow, [CONSENT_INTEGRITY, BEHAVIOUR_INTEGRITY], clearpaneSite));
