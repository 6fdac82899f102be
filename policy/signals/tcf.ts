import { type TCModel, TCString } from '@iabtechlabtcf/core';
import type { SitePolicy } from '../site-policy.ts';

export type TcfReading = SitePolicy['tcf'];

/** Longer than any consent string of a real consent manager. */
export const LONGEST_STRING = 8192;

/** Storage on the device; measuring content performance, or understanding audiences. */
const STORAGE = 1;
const MEASUREMENT = [8, 9];

/**
 * Reads a TCF 2.3 string as a veto (IAB Europe TCF policies; a grant still needs a receipt of ours). Denied are
 * strings that can not be read, other versions, strings that are not of this site alone, strings without the segment of
 * disclosed vendors that 2.3 makes mandatory, and a required purpose that is not granted.
 */
export function readTcf(text: unknown, { reading, customPurpose }: TcfReading): 'DENIED' | 'CLEAR' {
  const model = decode(text);
  if (!model || Number(model.version) !== 2 || !model.isServiceSpecific) return 'DENIED';
  const [consents, interests] =
    reading === 'publisher'
      ? [model.publisherConsents, model.publisherLegitimateInterests]
      : [model.purposeConsents, model.purposeLegitimateInterests];
  // Legitimate interest is never accepted for storage.
  if (!consents.has(STORAGE)) return 'DENIED';
  if (!MEASUREMENT.some((purpose) => consents.has(purpose) || interests.has(purpose))) return 'DENIED';
  if (customPurpose !== null && !model.publisherCustomConsents.has(customPurpose)) return 'DENIED';
  return 'CLEAR';
}

/** The library throws on garbage and takes strings of version 1 and 2.2 for good ones: null for all of these. */
function decode(text: unknown): TCModel | null {
  if (typeof text !== 'string' || text.length > LONGEST_STRING) return null;
  // The segments after the first name themselves in their first three bits; 1 is "vendors disclosed".
  const disclosed = text
    .split('.')
    .slice(1)
    .some((segment) => BASE64URL.indexOf(segment.charAt(0)) >> 3 === 1);
  if (!disclosed) return null;
  try {
    return TCString.decode(text);
  } catch {
    return null;
  }
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
