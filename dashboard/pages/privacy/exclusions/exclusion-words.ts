import type { ExclusionReason } from '../../../../api/contract-corrections.ts';

/** Why visits are excluded, as people choose it. */
export const EXCLUSION_NAMES: Readonly<Record<ExclusionReason, string>> = {
  own_staff: 'Own office or staff',
  agency: 'Agency that works for you',
  bot_network: 'Network of robots',
  organization: 'Organization you do not want named',
};

export const EXCLUSION_EFFECTS: Readonly<Record<ExclusionReason, string>> = {
  own_staff: 'Visits are refused.',
  agency: 'Visits are refused.',
  bot_network: 'Visits are refused.',
  organization: 'Visits are at most counted, without a name.',
};

/** What somebody typed: an address or range of addresses, or else a domain. */
export function targetIn(text: string): { network: string } | { domain: string } {
  const value = text.trim();
  return /^[\d.\s/-]+$|:/.test(value) ? { network: value } : { domain: value };
}
