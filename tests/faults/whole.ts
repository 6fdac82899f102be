import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../../infra/engines/free-ports.ts';
import { dataDirectory, type Product, startProduct } from '../support/product.ts';
import { makeOpenSite } from '../support/site.ts';
import { type Clock, makeClock } from './clock.ts';
import { type Disk, mountDisk } from './disk.ts';
import { type Installation, ROOMY } from './installation.ts';

/** Clearpane as most run it: one process with its engines in it, on a disk of its own. */
export interface Whole extends Installation {
  /** The disk of its own, where it has one. */
  readonly disk: Disk | null;
  readonly clock: Clock;
  product(): Product;
  /** What it says of its engines. */
  health(): Promise<unknown>;
}

/** Longest that everything may take to arrive, milliseconds. */
const LONGEST_REST_MS = 180_000;
const DISK_MB = 1024;

/** What lies on a disk of its own: the whole data directory, or what one engine keeps there. */
export type OwnDisk = 'all' | 'warehouse' | 'database';

/** @param options.disk what is a disk of its own, which only root can mount; nothing where it is left out */
export async function startWhole(options: { disk?: OwnDisk } = {}): Promise<Whole> {
  const { path: data, remove } = await dataDirectory('embedded');
  const place = options.disk === 'all' ? data : join(data, options.disk ?? '');
  const disk = options.disk ? mountDisk(place, DISK_MB) : null;
  const clock = makeClock(`${data}.clock`);
  let product: Product | null = null;
  let operations = 0;
  const start = async (): Promise<Product> => {
    [operations = 0] = await freePorts(1);
    const environment = { ...ROOMY, ...clock.environment, CLEARPANE_OPERATIONS_PORT: String(operations) };
    return startProduct(data, { environment });
  };
  const close = async (): Promise<void> => {
    await product?.stop('SIGKILL');
    disk?.remove();
    await remove();
    await rm(`${data}.clock`);
  };
  try {
    const site = await makeOpenSite(data);
    let running = await start();
    product = running;
    const rest = async (): Promise<void> => {
      const until = performance.now() + LONGEST_REST_MS;
      while ((await lag(operations)) !== 0 && performance.now() < until) await delay(100);
      await running.stop('SIGTERM');
    };
    return {
      data,
      site,
      disk,
      clock,
      product: () => running,
      health: async () => (await fetch(`http://127.0.0.1:${operations}/health`)).json(),
      running: () => [running],
      doors: () => [running],
      replace: async (_role, _index, signal) => {
        await running.stop(signal);
        running = await start();
        product = running;
      },
      rest,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Records that the writer or the alerts have not done yet; null while that is not known. */
async function lag(operations: number): Promise<number | null> {
  const text = await fetch(`http://127.0.0.1:${operations}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  );
  const found = [...text.matchAll(/^clearpane_log_lag\{consumer="(?:writer|alerts)",.*\} (\d+)$/gm)];
  return found.length < 2 ? null : found.reduce((sum, [, records]) => sum + Number(records), 0);
}
