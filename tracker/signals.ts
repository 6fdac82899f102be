import { attempt } from './attempt.ts';
import type { Signs } from './decision.ts';
import { OBJECTION } from './device.ts';

/** What the visitor's browser says about tracking; the server reads the headers too. */
export interface Signals {
  gpc: boolean;
  dnt: boolean;
}

type SignallingNavigator = { globalPrivacyControl?: unknown; doNotTrack?: unknown };
type SignallingPage = { navigator: SignallingNavigator; document: { cookie: string } };

export function readSignals(navigator: SignallingNavigator): Signals {
  return {
    gpc: !!navigator.globalPrivacyControl,
    // '1', or something that is no number.
    dnt: (navigator.doNotTrack as number) > 0,
  };
}

/** With a cookie that says that the visitor objected. */
export function signsOf({ document, navigator }: SignallingPage): Signs {
  const { gpc, dnt } = readSignals(navigator);
  return [attempt(() => document.cookie.includes(OBJECTION)), gpc || dnt];
}
