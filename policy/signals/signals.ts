import { readGpp } from './gpp.ts';
import { readTcf, type TcfReading } from './tcf.ts';

/** What a visitor's browser and the page's consent manager say. Every signal can only take away. */
export interface PrivacySignals {
  /** Global Privacy Control. */
  gpc: boolean;
  /** Do Not Track. */
  dnt: boolean;
  /** IAB Global Privacy Platform: an opt-out, or a string that can not be read. */
  gpp: boolean;
  /** IAB Transparency and Consent Framework: a required purpose is denied, or a string that can not be read. */
  tcf: boolean;
  /** Google Consent Mode: analytics storage is not granted. */
  consentMode: boolean;
  /** The visitor is known to be a child. */
  child: boolean;
}

export const NO_SIGNALS: PrivacySignals = {
  gpc: false,
  dnt: false,
  gpp: false,
  tcf: false,
  consentMode: false,
  child: false,
};

/** What stands for a signal that was not looked at yet. */
export const EVERY_SIGNAL: PrivacySignals = {
  gpc: true,
  dnt: true,
  gpp: true,
  tcf: true,
  consentMode: true,
  child: true,
};

/** Signals as a page reports them; undefined for what it does not know. */
export interface ReportedSignals {
  gpc?: unknown;
  dnt?: unknown;
  gpp?: unknown;
  tcf?: unknown;
  consentMode?: unknown;
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
    ...NO_SIGNALS,
    gpc: parts.some((part) => part.trim() === '1'),
    dnt: [headers.dnt ?? []].flat().some((value) => value.startsWith('1')),
  };
}

/** Signals from a page. Anything that is there and can not be read counts as the most private value. */
export function readReportedSignals(reported: ReportedSignals, reading: TcfReading): PrivacySignals {
  const gpp = isAbsent(reported.gpp) ? null : readGpp(reported.gpp, reading);
  return {
    gpc: !isAbsent(reported.gpc) && reported.gpc !== false,
    dnt: !isAbsent(reported.dnt) && reported.dnt !== false,
    gpp: gpp?.optedOut ?? false,
    tcf: (!isAbsent(reported.tcf) && readTcf(reported.tcf, reading) === 'DENIED') || gpp?.tcf === 'DENIED',
    consentMode: !isAbsent(reported.consentMode) && reported.consentMode !== 'granted',
    child: gpp?.child ?? false,
  };
}

/** A signal seen in either place counts: intermediaries strip headers, and old browsers lack the property. */
export function joinSignals(a: PrivacySignals, b: PrivacySignals): PrivacySignals {
  return {
    gpc: a.gpc || b.gpc,
    dnt: a.dnt || b.dnt,
    gpp: a.gpp || b.gpp,
    tcf: a.tcf || b.tcf,
    consentMode: a.consentMode || b.consentMode,
    child: a.child || b.child,
  };
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';
