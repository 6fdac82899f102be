import { attempt } from '../attempt.ts';
import type { Person, TrackerPolicy } from '../decision.ts';
import type { ManagedPage } from '../managed.ts';
import { type ConsentMode, watchConsentMode } from './consent-mode.ts';
import { type Gpp, watchGpp } from './gpp.ts';
import { type Tcf, watchTcf } from './tcf.ts';

/** What the page's consent managers say. They can only take away: a grant needs a receipt of ours. */
export interface Managers {
  /** One of them has not decided yet. Looks for those that came later. */
  wait(): boolean;
  narrow(person: Person): Person;
  /** What they say, as it is sent: the server reads it again. */
  report(): { tcf?: string | undefined; gpp?: string | undefined; consentMode?: string | undefined };
}

export function watchManagers(
  page: ManagedPage,
  policy: () => TrackerPolicy | undefined,
  changed: () => void,
): Managers {
  let tcf: Tcf | undefined;
  let gpp: Gpp | undefined;
  let mode: ConsentMode | undefined;
  let looking = false;
  /** Managers may call back while they are being asked; what they say then is in the answer below. */
  const heard = (): void => {
    if (!looking) changed();
  };

  return {
    wait: () => {
      looking = true;
      // A manager that throws has not decided.
      if (page.__tcfapi) tcf ??= attempt(() => watchTcf(page, heard));
      if (page.__gpp) gpp ??= attempt(() => watchGpp(page, heard));
      mode ??= watchConsentMode(page, heard);
      looking = false;
      return (!!page.__tcfapi && (tcf?.waits() ?? true)) || (!!page.__gpp && (gpp?.waits() ?? true));
    },
    narrow: (person) => {
      const reading = policy()?.t ?? [1, 0];
      return {
        ...person,
        opposed: person.opposed || !!gpp?.isChild(),
        capped: person.capped || !!tcf?.denies(reading) || !!gpp?.denies(reading),
        veto: person.veto || mode?.state() === 'denied',
      };
    },
    report: () => ({ tcf: tcf?.text(), gpp: gpp?.text(), consentMode: mode?.state() }),
  };
}
