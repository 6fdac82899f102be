import type { Database } from 'lmdb';

const PREFIX = 'consumer:';

/**
 * How far each consumer has come. Positions are held in memory and stored with what is written anyway: a sync of
 * its own for each step of each consumer would cost the disk as much as the events do.
 */
export class ConsumerPositions {
  readonly #store: Database<number, string>;
  readonly #positions = new Map<string, number>();
  readonly #unstored = new Set<string>();

  constructor(store: Database<number, string>) {
    this.#store = store;
    for (const { key, value } of store.getRange({ start: PREFIX, end: 'consumer;' })) {
      this.#positions.set(key.slice(PREFIX.length), value);
    }
  }

  /** Known from its first subscription on: nothing is trimmed that it has not passed. */
  register(consumer: string): void {
    if (this.#positions.has(consumer)) return;
    this.#store.putSync(PREFIX + consumer, 0);
    this.#positions.set(consumer, 0);
  }

  get(consumer: string): number {
    return this.#positions.get(consumer) ?? 0;
  }

  set(consumer: string, position: number): void {
    this.#positions.set(consumer, position);
    this.#unstored.add(consumer);
  }

  /** Position that every consumer has passed, `head` at most. */
  passedByAll(head: number): number {
    return Math.min(head, ...this.#positions.values());
  }

  /** Puts what is not stored yet, as part of the caller's transaction; later positions follow later. */
  store(): void {
    for (const consumer of this.#unstored) this.#store.put(PREFIX + consumer, this.get(consumer));
    this.#unstored.clear();
  }

  get stored(): boolean {
    return this.#unstored.size === 0;
  }
}
