import type { Warehouse } from '../../infra/warehouse/warehouse.ts';

/** What the writer needs of the warehouse. */
export type WriterWarehouse = Pick<Warehouse, 'insert' | 'everywhere'>;

/** A run of log positions that is written as one: `next` is the position after it. */
export interface Plan {
  first: number;
  next: number;
}

/**
 * A plan that was looked at no longer ago than this is taken to be the newest, milliseconds. A writer that was frozen for
 * longer looks again before it writes. What lies between a look and the arrival of an insert (this, and the time after
 * which a request is given up) must be shorter than the tables remember tokens: 20,000 inserts.
 */
const SURE_MS = 5000;

/**
 * The plans of one partition, as all writers share them.
 *
 * Two writers can hold a partition for a moment: one that has not heard yet that it was taken away, or that was frozen
 * and woke up. Three rules keep that from counting anything twice.
 *
 * 1. A plan is stored with a token made from its first position only, so the warehouse keeps the first that comes and
 *    ignores others that begin there. Each writer then reads what was kept and writes that, not what it had in mind.
 * 2. A plan begins where the one before it ended, and only after that was written to every table. So whatever lies before
 *    the newest plan is written, and all plans of a partition are one chain.
 * 3. Rows of a plan come from the log alone, and their token from the plan: the same plan written twice is the same insert.
 */
export class PlanBook {
  readonly #warehouse: WriterWarehouse;
  readonly #partition: number;
  readonly #elapsed: () => number;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(options: { warehouse: WriterWarehouse; partition: number; elapsed: () => number }) {
    this.#warehouse = options.warehouse;
    this.#partition = options.partition;
    this.#elapsed = options.elapsed;
  }

  async last(): Promise<Plan> {
    const began = this.#elapsed();
    const plan = await lastPlan(this.#warehouse, this.#partition);
    this.#looked = began;
    return plan;
  }

  /**
   * Stores a plan that follows on the last.
   *
   * @returns the newest plan: this one, or what another writer planned
   */
  async agree(wish: Plan): Promise<Plan> {
    await this.#warehouse.insert(
      {
        table: 'log_batches',
        columns: ['partition', 'first', 'next'],
        rows: [[this.#partition, wish.first, wish.next]],
      },
      `plan ${this.#partition}:${wish.first}`,
    );
    const plan = await this.last();
    if (plan.next <= wish.first) throw new Error('The warehouse has not kept a plan that it acknowledged.');
    return plan;
  }

  /** Whether no writer has planned further. */
  async isNewest(plan: Plan): Promise<boolean> {
    if (this.#elapsed() - this.#looked <= SURE_MS) return true;
    return (await this.last()).first <= plan.first;
  }

  /** Something failed, and it may have taken long: look again before the next write. */
  doubt(): void {
    this.#looked = Number.NEGATIVE_INFINITY;
  }

  token(table: string, { first, next }: Plan): string {
    return `${table} ${this.#partition}:${first}-${next}`;
  }
}

export async function lastPlan(warehouse: WriterWarehouse, partition: number): Promise<Plan> {
  const [row] = await warehouse.everywhere<{ first: string; next: string }>(
    'log_batches',
    (copies) =>
      `SELECT first, next FROM ${copies} WHERE partition = {partition:UInt32} ORDER BY next DESC LIMIT 1`,
    { partition },
  );
  return row ? { first: Number(row.first), next: Number(row.next) } : { first: 0, next: 0 };
}
