/** Ids kept in memory before they begin to settle. */
const MAXIMUM_FRESH = 50_000;

/** Where ids settle; puts and removals belong to the transaction in which they are called. */
export interface IdTree {
  get(id: string): true | undefined;
  put(id: string, value: true): unknown;
  remove(id: string): unknown;
}

interface Settling {
  ids: Set<string>;
  /** The same ids by their first characters, so that each shelf falls on few pages of the tree. */
  shelves: string[][];
  /** Position in the log before which every id is in the tree once the shelves are empty. */
  upTo: number;
}

/**
 * The ids that the log holds. Ids are random, so one that is stored alone rewrites a page of its own. The
 * newest are therefore held in memory, where the blocks that they came with bring them back after a crash, and
 * settle in the tree later, many to a page, in transactions that are written anyway.
 */
export class KnownIds {
  readonly #tree: IdTree;
  readonly #maximumFresh: number;
  #fresh = new Set<string>();
  #settling: Settling | null = null;

  constructor(tree: IdTree, maximumFresh = MAXIMUM_FRESH) {
    this.#tree = tree;
    this.#maximumFresh = maximumFresh;
  }

  has(id: string): boolean {
    return this.#fresh.has(id) || this.#settling?.ids.has(id) === true || this.#tree.get(id) === true;
  }

  /** Takes ids whose records are on disk; `upTo` is the position after those records. */
  add(ids: Iterable<string>, upTo: number): void {
    for (const id of ids) this.#fresh.add(id);
    if (this.#fresh.size < this.#maximumFresh || this.#settling !== null) return;
    this.#settling = { ids: this.#fresh, shelves: shelvesOf(this.#fresh), upTo };
    this.#fresh = new Set();
  }

  /**
   * Puts about as many settling ids into the tree as asked for, as part of the caller's transaction.
   *
   * @returns what to call when that transaction is on disk, and the position to store in it once all are there
   */
  settle(count: number): { settled: () => void; upTo: number | null } {
    const settling = this.#settling;
    if (settling === null) return { settled: () => undefined, upTo: null };
    let shelves = 0;
    for (let put = 0; put < count && shelves < settling.shelves.length; shelves += 1) {
      for (const id of settling.shelves[shelves] ?? []) {
        // Ids of records that were trimmed meanwhile are gone from the set.
        if (settling.ids.has(id)) this.#tree.put(id, true);
        put += 1;
      }
    }
    const all = shelves === settling.shelves.length;
    return {
      settled: () => {
        if (all) this.#settling = null;
        else settling.shelves.splice(0, shelves);
      },
      upTo: all ? settling.upTo : null,
    };
  }

  /** Forgets an id, as part of the caller's transaction. */
  remove(id: string): void {
    this.#fresh.delete(id);
    this.#settling?.ids.delete(id);
    this.#tree.remove(id);
  }
}

function shelvesOf(ids: Iterable<string>): string[][] {
  const shelves = new Map<string, string[]>();
  for (const id of ids) {
    const start = id.slice(0, 2);
    const shelf = shelves.get(start);
    if (shelf) shelf.push(id);
    else shelves.set(start, [id]);
  }
  return [...shelves.values()];
}
