/** What the visitor's browser says about tracking; the server reads the headers too. */
export interface Signals {
  gpc: boolean;
  dnt: boolean;
}

type SignallingNavigator = { globalPrivacyControl?: unknown; doNotTrack?: unknown };

export function readSignals(navigator: SignallingNavigator): Signals {
  return {
    gpc: !!navigator.globalPrivacyControl,
    dnt: /^1/.test(navigator.doNotTrack as string),
  };
}
