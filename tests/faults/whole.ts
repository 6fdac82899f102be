import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../../infra/engines/free-ports.ts';
import { dataDirectory, type Product, startProduct } from '../support/product.ts';
import { makeOpenSite } from '../support/site.ts';
import { type Clock, makeClock } from './clock.ts';
import { type Disk, mountDisk } from './disk.ts';
import { type Installation, ROOMY } from './installation.ts';
import { openUndo } from './undo.ts';

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
  const undo = openUndo();
  const { path: data, remove } = await dataDirectory('embedded');
  undo.add(remove);
  const clock = makeClock(`${data}.clock`);
  undo.add(() => rm(`${data}.clock`));
  let operations = 0;
  const start = async (): Promise<Product> => {
    [operations = 0] = await freePorts(1);
    const environment = { ...ROOMY, ...clock.environment, CLEARPANE_OPERATIONS_PORT: String(operations) };
    return startProduct(data, { environment });
  };
  try {
    const place = options.disk === 'all' ? data : join(data, options.disk ?? '');
    const disk = options.disk ? mountDisk(place, DISK_MB) : null;
    undo.add(() => disk?.remove());
    const site = await makeOpenSite(data);
    let running = await start();
    undo.add(() => running.stop('SIGKILL'));
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
      },
      rest,
      close: undo.all,
    };
  } catch (error) {
    await undo.all();
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
