/** How a match can come out: what is counted of it, by site and day, and nothing else. */
export const MATCH_OUTCOMES = {
  named_high: 'Named, with high confidence',
  named_medium: 'Named, with medium confidence',
  provider: 'Internet provider',
  mobile: 'Mobile carrier',
  hosting: 'Host',
  vpn: 'VPN',
  shared: 'Shared network: research, gateway, relay',
  excluded: 'Excluded',
  unknown: 'Unknown',
} as const;
export type MatchOutcome = keyof typeof MATCH_OUTCOMES;

/** Whether a word is one of them: entries of the log may be older or newer than this reader. */
export const isMatchOutcome = (word: string): word is MatchOutcome => Object.hasOwn(MATCH_OUTCOMES, word);
