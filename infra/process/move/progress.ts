/** Where progress is shown: one line that changes, or plain lines. */
export interface Screen {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

/** Plain lines come no more often than this, milliseconds. */
const BETWEEN_LINES = 5000;
const BETWEEN_FRAMES = 100;

/** Tells a person what is being done, how much of it, how fast, and how long it will take. */
export class Progress {
  readonly #screen: Screen;
  readonly #elapsed: () => number;
  #open = false;

  /** @param elapsed milliseconds of a clock that never goes back */
  constructor(screen: Screen, elapsed: () => number) {
    this.#screen = screen;
    this.#elapsed = elapsed;
  }

  say(line: string): void {
    this.#endLine();
    this.#screen.write(`${line}\n`);
  }

  /**
   * Begins something of a known size.
   *
   * @param before how much was done in an earlier run
   */
  begin(what: string, unit: string, total: number, before = 0): (done: number) => void {
    const began = this.#elapsed();
    let shown = began;
    this.say(`${what}: ${before} of ${total} ${unit}`);
    return (done) => {
      const now = this.#elapsed();
      const last = done >= total;
      if (!last && now - shown < (this.#screen.isTTY ? BETWEEN_FRAMES : BETWEEN_LINES)) return;
      shown = now;
      const line = `${what}: ${done} of ${total} ${unit}${pace({ done, total, before, took: now - began })}`;
      if (!this.#screen.isTTY) {
        this.#screen.write(`${line}\n`);
        return;
      }
      this.#open = true;
      this.#screen.write(`\r\u001b[K${line}`);
      if (last) this.#endLine();
    };
  }

  #endLine(): void {
    if (this.#open) this.#screen.write('\n');
    this.#open = false;
  }
}

function pace({
  done,
  total,
  before,
  took,
}: {
  done: number;
  total: number;
  before: number;
  took: number;
}): string {
  const rate = ((done - before) / Math.max(took, 1)) * 1000;
  if (rate <= 0) return '';
  if (done >= total) return `, ${Math.round(rate)} a second`;
  return `, ${Math.round(rate)} a second, ${duration((total - done) / rate)} left`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
