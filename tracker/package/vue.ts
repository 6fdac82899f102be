import { onScopeDispose, type Plugin, type ShallowRef, shallowRef } from 'vue';
import type { ConsentStatus } from '../api.ts';
import { type ClearpaneOptions, startClearpane, watchConsent } from './tracker.ts';

/** Starts the tracker with the application: `app.use(clearpane({ server, site }))`. */
export const clearpane = (options: ClearpaneOptions): Plugin => ({
  install: () => {
    startClearpane(options);
  },
});

/** How things stand about consent; undefined until that is known. */
export function useConsent(): Readonly<ShallowRef<ConsentStatus | undefined>> {
  const status = shallowRef<ConsentStatus>();
  onScopeDispose(
    watchConsent((now) => {
      status.value = now;
    }),
  );
  return status;
}
