/** What a visitor's browser says about tracking. */
export interface PrivacySignals {
  gpc: boolean;
  dnt: boolean;
}

/**
 * Global Privacy Control and Do Not Track from headers. Node joins repeated headers with a comma; one `1`
 * among them is enough, and nothing but exactly `1` counts (W3C GPC draft). DNT counts by its first character.
 */
export function readSignalHeaders(headers: {
  'sec-gpc'?: string | string[] | undefined;
  dnt?: string | string[] | undefined;
}): PrivacySignals {
  const parts = [headers['sec-gpc'] ?? []].flat().flatMap((value) => value.split(','));
  return {
    gpc: parts.some((part) => part.trim() === '1'),
    dnt: [headers.dnt ?? []].flat().some((value) => value.startsWith('1')),
  };
}

/** A signal seen in either place counts: intermediaries strip headers, and old browsers lack the property. */
export function joinSignals(a: PrivacySignals, b: PrivacySignals): PrivacySignals {
  return { gpc: a.gpc || b.gpc, dnt: a.dnt || b.dnt };
}
