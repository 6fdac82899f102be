import { DAY, dayOf, QUARTER } from '../policy/time.ts';

/** Sessions of an organization that began in a quarter-hour, on a topic; 0 stands for the whole site. */
export interface Cell {
  site: number;
  organization: string;
  topic: number;
  /** Start of the quarter-hour, milliseconds since the epoch. */
  quarter: number;
  sessions: number;
}

/** What is found in a span of time. */
export interface Found {
  sessions: number;
  /** Distinct UTC days. */
  days: number;
  /** Quarter in which the first session began; Infinity where there is none. */
  first: number;
}

/** Quarters since the epoch fit in 22 bits until 2089, and topics in the 31 bits above. */
const QUARTERS = 2 ** 22;

/**
 * The cells of one organization, packed into one list of numbers: topic and quarter, then sessions, ascending. An
 * object for each cell would take ten times the memory, and there are many organizations.
 */
export class OrganizationCells {
  #packed: number[] = [];

  get isEmpty(): boolean {
    return this.#packed.length === 0;
  }

  add(topic: number, quarter: number, sessions: number): void {
    if (sessions === 0) return;
    const key = topic * QUARTERS + quarter / QUARTER;
    const at = this.#indexOf(key);
    if (this.#packed[at] !== key) {
      this.#packed.splice(at, 0, key, sessions);
      return;
    }
    const sum = (this.#packed[at + 1] ?? 0) + sessions;
    if (sum === 0) this.#packed.splice(at, 2);
    else this.#packed[at + 1] = sum;
  }

  /** What began from one time on and before another. */
  between(topic: number, from: number, until: number): Found {
    const found: Found = { sessions: 0, days: 0, first: Number.POSITIVE_INFINITY };
    const end = topic * QUARTERS + until / QUARTER;
    let day = '';
    for (let at = this.#indexOf(topic * QUARTERS + from / QUARTER); ; at += 2) {
      const key = this.#packed[at];
      if (key === undefined || key >= end) return found;
      const quarter = (key % QUARTERS) * QUARTER;
      if (found.sessions === 0) found.first = quarter;
      found.sessions += this.#packed[at + 1] ?? 0;
      const name = dayOf(quarter);
      if (name !== day) found.days += 1;
      day = name;
    }
  }

  /** Quarters from a time on in which sessions on any of some topics began, ascending. */
  quartersSince(topics: readonly number[], from: number): number[] {
    const quarters = new Set<number>();
    for (const topic of topics) {
      const end = (topic + 1) * QUARTERS;
      for (let at = this.#indexOf(topic * QUARTERS + from / QUARTER); ; at += 2) {
        const key = this.#packed[at];
        if (key === undefined || key >= end) break;
        quarters.add((key % QUARTERS) * QUARTER);
      }
    }
    return [...quarters].sort((a, b) => a - b);
  }

  /** Forgets what began before a time. */
  forget(before: number): void {
    const kept: number[] = [];
    for (let at = 0; at < this.#packed.length; at += 2) {
      const key = this.#packed[at] ?? 0;
      if ((key % QUARTERS) * QUARTER >= before) kept.push(key, this.#packed[at + 1] ?? 0);
    }
    this.#packed = kept;
  }

  /** Index of the first cell whose key is not smaller. */
  #indexOf(key: number): number {
    let low = 0;
    let high = this.#packed.length / 2;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#packed[middle * 2] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low * 2;
  }
}

/** Cells of all organizations, as far back as rules look. No visitor is in it. */
export class Cells {
  readonly #organizations = new Map<string, OrganizationCells>();

  add({ site, organization, topic, quarter, sessions }: Cell): void {
    this.of(site, organization).add(topic, quarter, sessions);
  }

  of(site: number, organization: string): OrganizationCells {
    const key = `${site} ${organization}`;
    let cells = this.#organizations.get(key);
    if (!cells) {
      cells = new OrganizationCells();
      this.#organizations.set(key, cells);
    }
    return cells;
  }

  forget(before: number): void {
    for (const [key, cells] of this.#organizations) {
      cells.forget(before);
      if (cells.isEmpty) this.#organizations.delete(key);
    }
  }
}

/** An organization as it was at the end of a quarter-hour. Rules ask for the same spans again and again. */
export class Moment {
  readonly #cells: OrganizationCells;
  readonly #end: number;
  readonly #known = new Map<number, Found>();

  constructor(cells: OrganizationCells, quarter: number) {
    this.#cells = cells;
    this.#end = quarter + QUARTER;
  }

  /** What began in the last `within` days, or of that what lies more than `earlier` days back. */
  lookBack(topic: number, within: number, earlier = 0): Found {
    const key = (topic * 32 + within) * 32 + earlier;
    const known = this.#known.get(key);
    if (known) return known;
    const found = this.#cells.between(topic, this.#end - within * DAY, this.#end - earlier * DAY);
    this.#known.set(key, found);
    return found;
  }
}
