/** A span of time at a site. */
export interface Span {
  site: number;
  /** Seconds since the epoch. */
  from: number;
  /** Exclusive. */
  to: number;
}
