import type { Trouble, TroubleKind, TroubleReason } from './trouble.ts';

/** What is over sooner is not worth telling, milliseconds. */
const LASTING_MS = 5000;
/**
 * What was not met again for so long is over, milliseconds: longer than any role waits before it tries again, with the
 * time after which a request to an engine is given up.
 */
const FORGOTTEN_MS = 60_000;
/** A process that says nothing for so long has ended or has no trouble any more, milliseconds. */
const SILENT_MS = 20_000;

interface Met {
  reason: TroubleReason;
  /** Milliseconds since the epoch. */
  since: number;
  /** By the clock that never goes back. */
  first: number;
  last: number;
}

/** What this process and others have trouble with now. Held in memory: a full disk must not stand in its way. */
export class Troubles {
  readonly #met = new Map<TroubleKind, Met>();
  readonly #heard = new Map<string, { troubles: readonly Trouble[]; at: number }>();
  readonly #now: () => number;
  readonly #elapsed: () => number;

  /**
   * @param clocks.now milliseconds since the epoch
   * @param clocks.elapsed milliseconds of a clock that never goes back
   */
  constructor({ now, elapsed }: { now: () => number; elapsed: () => number }) {
    this.#now = now;
    this.#elapsed = elapsed;
  }

  /** To be told each time: what is not told again is over after a minute. */
  met(kind: TroubleKind, reason: TroubleReason): void {
    const at = this.#elapsed();
    const known = this.#met.get(kind);
    const goesOn = known !== undefined && at - known.last < FORGOTTEN_MS;
    const { since, first } = goesOn ? known : { since: this.#now(), first: at };
    this.#met.set(kind, { reason, since, first, last: at });
  }

  over(kind: TroubleKind): void {
    this.#met.delete(kind);
  }

  /** Another process says what it has trouble with, all of it. */
  heard(process: string, troubles: readonly Trouble[]): void {
    if (troubles.length === 0) this.#heard.delete(process);
    else this.#heard.set(process, { troubles, at: this.#elapsed() });
  }

  /** Of this process: what has lasted a moment and goes on. */
  own(): Trouble[] {
    const at = this.#elapsed();
    return [...this.#met]
      .filter(([, { first, last }]) => last - first >= LASTING_MS && at - last < FORGOTTEN_MS)
      .map(([kind, { reason, since }]) => ({ kind, reason, since }));
  }

  /** Of all processes: one of each kind, as the one says that has had it longest. */
  current(): Trouble[] {
    const at = this.#elapsed();
    for (const [process, heard] of this.#heard) if (at - heard.at >= SILENT_MS) this.#heard.delete(process);
    const longest = new Map<TroubleKind, Trouble>();
    for (const each of [...this.own(), ...[...this.#heard.values()].flatMap(({ troubles }) => troubles)]) {
      const known = longest.get(each.kind);
      if (!known || each.since < known.since) longest.set(each.kind, each);
    }
    return [...longest.values()];
  }
}
