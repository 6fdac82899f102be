/**
 * What does not go on as it should. `intake`: events are turned away. `writer`: what was taken in does not reach the
 * warehouse. `alerts`: windows and alerts stand still.
 */
export const TROUBLE_KINDS = ['intake', 'writer', 'alerts'] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** `full`: a disk has no room. `busy`: there is too much at once. `failing`: an engine is away or answers with errors. */
export const TROUBLE_REASONS = ['full', 'busy', 'failing'] as const;
export type TroubleReason = (typeof TROUBLE_REASONS)[number];

/** Nothing of a visit is in it. */
export interface Trouble {
  kind: TroubleKind;
  reason: TroubleReason;
  /** Milliseconds since the epoch. */
  since: number;
}
