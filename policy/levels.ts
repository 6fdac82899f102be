/**
 * How much of a visit may be kept, least first. A level says what is stored, which identifier
 * exists, whether an alert may feed on it and how long it lives.
 */
export const LEVELS = ['DROP', 'COUNT', 'ORG', 'VISITOR'] as const;

export type Level = (typeof LEVELS)[number];

/** Position of a level in {@link LEVELS}: 0 keeps nothing, 3 keeps the most. */
export function levelRank(level: Level): number {
  return LEVELS.indexOf(level);
}
