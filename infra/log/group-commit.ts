import { LogUnavailableError } from './log.ts';

interface Waiting<T> {
  items: readonly T[];
  resolve: (answers: boolean[]) => void;
  reject: (error: unknown) => void;
}

/** Who waits is a page; it is told to send again before proxies and servers close its connection, milliseconds. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Lets many small writes share one expensive commit: while a commit runs, what arrives waits for the
 * next one. A call's items are never split over two commits.
 */
export class GroupCommit<T> {
  readonly #commit: (items: T[]) => Promise<boolean[]>;
  readonly #limits: { maximumGroup: number; maximumWaiting: number };
  #queue: Waiting<T>[] = [];
  #waiting = 0;
  #running: Promise<void> | null = null;

  /** `commit` answers one boolean for each item, in order. */
  constructor(
    commit: (items: T[]) => Promise<boolean[]>,
    limits: { maximumGroup: number; maximumWaiting: number },
  ) {
    this.#commit = commit;
    this.#limits = limits;
  }

  /**
   * @throws LogUnavailableError when too much waits already, the commit failed, or it has not ended within ten seconds: then
   * it may succeed all the same
   */
  add(items: readonly T[]): Promise<boolean[]> {
    if (items.length === 0) return Promise.resolve([]);
    if (this.#waiting + items.length > this.#limits.maximumWaiting) {
      return Promise.reject(new LogUnavailableError('The event log has too much to write.'));
    }
    this.#waiting += items.length;
    let timer: NodeJS.Timeout | undefined;
    return new Promise<boolean[]>((resolve, reject) => {
      const waiting = { items, resolve, reject };
      timer = setTimeout(() => this.#giveUp(waiting), LONGEST_WAIT_MS);
      this.#queue.push(waiting);
      this.#running ??= this.#run();
    }).finally(() => clearTimeout(timer));
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #giveUp(waiting: Waiting<T>): void {
    // What no commit has begun with needs none.
    const place = this.#queue.indexOf(waiting);
    if (place >= 0) {
      this.#queue.splice(place, 1);
      this.#waiting -= waiting.items.length;
    }
    waiting.reject(new LogUnavailableError('The event log does not answer.'));
  }

  async #run(): Promise<void> {
    // One turn of the event loop, so that requests which were read together share the first commit too.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const group = this.#take();
      const items = group.flatMap((waiting) => waiting.items);
      try {
        const answers = await this.#commit(items);
        let offset = 0;
        for (const waiting of group) {
          waiting.resolve(answers.slice(offset, offset + waiting.items.length));
          offset += waiting.items.length;
        }
      } catch (cause) {
        const error = new LogUnavailableError('The event log could not write.', { cause });
        for (const waiting of group) waiting.reject(error);
      }
      this.#waiting -= items.length;
    }
    this.#running = null;
  }

  #take(): Waiting<T>[] {
    let size = 0;
    let calls = 0;
    for (const waiting of this.#queue) {
      if (calls > 0 && size + waiting.items.length > this.#limits.maximumGroup) break;
      size += waiting.items.length;
      calls += 1;
    }
    return this.#queue.splice(0, calls);
  }
}
