import { useEffect, useState } from 'react';
import type { Clearpane, ConsentStatus } from '../api.ts';
import { type ClearpaneOptions, startClearpane, watchConsent } from './tracker.ts';

/** Starts the tracker when the component is on the page; undefined until then, and where it can not run. */
export function useClearpane(options: ClearpaneOptions): Clearpane | undefined {
  const [clearpane, setClearpane] = useState<Clearpane>();
  // One page has one tracker: what it is started with first holds.
  useEffect(() => setClearpane(startClearpane(options)), []);
  return clearpane;
}

/** How things stand about consent; undefined until that is known. */
export function useConsent(): ConsentStatus | undefined {
  const [status, setStatus] = useState<ConsentStatus>();
  useEffect(() => watchConsent(setStatus), []);
  return status;
}
