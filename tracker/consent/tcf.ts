import type { TrackerPolicy } from '../decision.ts';
import type { ManagedPage } from '../managed.ts';
import { at, type Fields, isFields } from './fields.ts';

/** IAB Transparency and Consent Framework 2.3, as far as the page's API tells; the server decodes the string itself. */
export interface Tcf {
  waits(): boolean;
  denies(reading: TrackerPolicy['t']): boolean;
  text(): string | undefined;
}

/** Listens until the page is left. Before `tcloaded` or `useractioncomplete` nothing is decided. */
export function watchTcf({ __tcfapi }: ManagedPage, changed: () => void): Tcf {
  let decided: Fields | undefined;
  __tcfapi?.('addEventListener', 2, (data, success) => {
    if (!success || !isFields(data)) return;
    const { eventStatus, gdprApplies } = data;
    if (gdprApplies !== false && eventStatus !== 'tcloaded' && eventStatus !== 'useractioncomplete') return;
    decided = data;
    changed();
  });
  // Where the framework does not apply there is no string, and no denial.
  const applies = () => decided?.gdprApplies !== false;
  const text = () => (applies() && typeof decided?.tcString === 'string' ? decided.tcString : undefined);
  return {
    waits: () => !decided,
    text,
    denies: (reading) => !!decided && applies() && (!isWhole(text()) || isDenied(decided, reading)),
  };
}

/** Version 2, with the segment of disclosed vendors that TCF 2.3 makes mandatory. */
function isWhole(text: string | undefined): boolean {
  const [core = '', ...segments] = text?.split('.') ?? [];
  // A segment's first three bits are its type; 1 is "disclosed vendors", so its first letter is one of these.
  return core.startsWith('C') && segments.some((segment) => /^[I-P]/.test(segment));
}

/** Storage (1), and measuring content performance (8) or understanding audiences (9), as the server reads them. */
function isDenied(data: Fields, [publisher, customPurpose]: TrackerPolicy['t']): boolean {
  const source = publisher ? data.publisher : data.purpose;
  const consents = (purpose: number) => at(source, 'consents', purpose) === true;
  const interests = (purpose: number) => at(source, 'legitimateInterests', purpose) === true;
  return (
    data.isServiceSpecific === false ||
    !consents(1) ||
    ![8, 9].some((purpose) => consents(purpose) || interests(purpose)) ||
    (customPurpose > 0 && at(data.publisher, 'customPurpose', 'consents', customPurpose) !== true)
  );
}
