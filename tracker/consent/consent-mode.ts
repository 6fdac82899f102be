import { attempt } from '../attempt.ts';
import type { ManagedPage } from '../managed.ts';
import { at } from './fields.ts';

/** Google Consent Mode. Only a denial means anything here, and it forbids storage. */
export interface ConsentMode {
  /** State of `analytics_storage`; undefined where nobody said anything about it. */
  state(): 'granted' | 'denied' | undefined;
}

/** Where the mode is on the page: read anew each time, and heard when it changes. */
export function watchConsentMode(page: ManagedPage, changed: () => void): ConsentMode | undefined {
  const layer = page.dataLayer;
  const ics = page.google_tag_data?.ics;
  if (!Array.isArray(layer) && !ics) return undefined;

  if (Array.isArray(layer)) {
    // The page's own call goes through untouched, and we look afterwards.
    const push = layer.push;
    layer.push = (...entries: unknown[]): number => {
      const length = push.apply(layer, entries);
      if (entries.some((entry) => at(entry, 0) === 'consent')) attempt(changed);
      return length;
    };
  }
  if (typeof ics?.addListener === 'function') {
    const { addListener } = ics;
    attempt(() => addListener.call(ics, ['analytics_storage'], () => attempt(changed)));
  }

  return {
    state: () => {
      const entry = page.google_tag_data?.ics?.entries?.analytics_storage;
      const known = at(entry, 'update') ?? at(entry, 'default');
      if (typeof known === 'boolean') return known ? 'granted' : 'denied';
      return Array.isArray(page.dataLayer) ? commanded(page.dataLayer) : undefined;
    },
  };
}

/**
 * What the commands come to: the last update, or the defaults. Defaults may be for regions, and where this is we do not
 * know here, so that one of them that denies is enough.
 */
function commanded(layer: readonly unknown[]): 'granted' | 'denied' | undefined {
  const said = (command: string): unknown[] =>
    layer
      .filter((entry) => at(entry, 0) === 'consent' && at(entry, 1) === command)
      .map((entry) => at(entry, 2, 'analytics_storage'))
      .filter((value) => value !== undefined);
  const update = said('update').slice(-1)[0];
  if (update !== undefined) return update === 'granted' ? 'granted' : 'denied';
  const defaults = said('default');
  if (defaults.length === 0) return undefined;
  return defaults.every((value) => value === 'granted') ? 'granted' : 'denied';
}
