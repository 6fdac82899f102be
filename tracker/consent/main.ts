import type { PartElement } from '../core.ts';
import { createConsent } from './consent.ts';

/** Put in by the build: integrity value of the banner. */
declare const BANNER_INTEGRITY: string;

const core = (document.currentScript as PartElement | null)?.core;
if (core) createConsent(core, BANNER_INTEGRITY);
