/** Ids that share a map, and so are forgotten together. */
const MOST_IN_ONE = 1_000_000;
/** Broker clocks differ: a bit more is held than is asked for, milliseconds. */
const SLACK = 3_600_000;

/**
 * Tells records that occurred before. A record is a repetition when its id occurred at an earlier position of the
 * partition, no longer than the horizon before it. That depends on the partition only and on nobody's memory, so every
 * reader who has read the horizon before a record says the same of it.
 */
export class SeenIds {
  readonly #horizon: number;
  readonly #most: number;
  /** Newest last. Each with the time at which an id occurred last. */
  #groups: { last: number; times: Map<string, number> }[] = [];

  /** @param horizon milliseconds */
  constructor(horizon: number, most = MOST_IN_ONE) {
    this.#horizon = horizon;
    this.#most = most;
  }

  /** Takes the next record of the partition, and says whether it repeats one. */
  repeats(id: string, at: number): boolean {
    let seen = Number.NEGATIVE_INFINITY;
    for (const { times } of this.#groups) seen = Math.max(seen, times.get(id) ?? seen);
    this.#note(id, at);
    return seen >= at - this.#horizon;
  }

  clear(): void {
    this.#groups = [];
  }

  #note(id: string, at: number): void {
    let newest = this.#groups.at(-1);
    if (!newest || newest.times.size >= this.#most) {
      this.#groups = this.#groups.filter(({ last }) => last >= at - this.#horizon - SLACK);
      newest = { last: at, times: new Map() };
      this.#groups.push(newest);
    }
    newest.times.set(id, at);
    newest.last = Math.max(newest.last, at);
  }
}
