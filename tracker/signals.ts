/** What the visitor's browser says about tracking; the server reads the headers too. */
export interface Signals {
  gpc: boolean;
  dnt: boolean;
}

type SignallingNavigator = { globalPrivacyControl?: unknown; doNotTrack?: unknown };

export function readSignals(navigator: SignallingNavigator): Signals {
  return {
    gpc: !!navigator.globalPrivacyControl,
    // '1', or something that is no number.
    dnt: (navigator.doNotTrack as number) > 0,
  };
}
