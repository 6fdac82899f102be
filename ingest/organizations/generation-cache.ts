/**
 * A bounded map that forgets: entries live in two generations, and a new one begins when the young one is full or
 * when `turn` is called. What is not used within a generation is gone after the next. No clock and no list to keep,
 * so that a look-up costs little more than a Map's.
 */
export class GenerationCache<Key, Value> {
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  readonly #most: number;

  /** @param most Entries of one generation; twice as many may be held. */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    const found = this.#young.get(key);
    if (found !== undefined) return found;
    const older = this.#old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: Key, value: Value): void {
    if (this.#young.size >= this.#most) this.turn();
    this.#young.set(key, value);
  }

  /** Begins a new generation. */
  turn(): void {
    this.#old = this.#young;
    this.#young = new Map();
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
