import { attempt } from '../attempt.ts';
import { startContact } from './start.ts';

/** A parameter of the function that the build puts around the script; given where it is served for one site. */
declare const clearpaneSite: string | undefined;
/** Put in by the build. */
declare const CONTACT_INTEGRITY: string;

// The page it is on must not notice, whatever happens here.
attempt(() => startContact(window, CONTACT_INTEGRITY, clearpaneSite));
