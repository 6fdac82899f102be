import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, mountDisk, noDisk } from './faults/disk.ts';
import { sendViews, signIn } from './support/client.ts';
import { dataDirectory, type Product, runToEnd, startProduct } from './support/product.ts';
import { makeOpenSite } from './support/site.ts';

const missing = noDisk();
if (missing !== null) console.warn(`\nNOT TESTED: a start on a full disk. ${missing}\n`);

const DISK_MB = 800;
const LONG = 420_000;

describe.skipIf(missing !== null)('a start on a full disk', () => {
  let place: { path: string; remove: () => Promise<void> };
  let disk: Disk;
  let data: string;
  let product: Product | null = null;

  beforeEach(async () => {
    place = await dataDirectory();
    disk = mountDisk(place.path, DISK_MB);
    data = join(place.path, 'data');
  });
  afterEach(async () => {
    await product?.stop('SIGKILL');
    product = null;
    disk.remove();
    await place.remove();
  });

  const start = async (): Promise<Product> => {
    product = await startProduct(data, { environment: { CLEARPANE_DATA: data } });
    return product;
  };
  /** With the demo as without it: both write when they start for the first time. */
  const failsInOneLine = async (args: string[]): Promise<void> => {
    const { code, output } = await runToEnd(args, { CLEARPANE_DATA: data });
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(/^There is no room on the disk of .* Free 128 MB or more, then start again;/),
    ]);
    expect(code).toBe(1);
  };

  test(
    'that is new says what to do, however little room is left; with room it starts',
    async () => {
      for (const left of [0, 16, 60]) {
        disk.fill(left);
        await failsInOneLine([]);
        await failsInOneLine(['--no-demo']);
        disk.makeRoom();
      }
      expect((await start()).setup).not.toBeNull();
    },
    LONG,
  );

  test(
    'with data: to the last byte it says what to do, with a little room it reads; what was saved is there',
    async () => {
      const site = await makeOpenSite(data);
      const first = await start();
      const owner = await signIn(first);
      const before = await owner.call('GET', '/v1/sites');
      const view = (running: Product) =>
        sendViews(running, site, [{ id: randomUUID(), url: 'https://shop.example/' }]);
      expect((await view(first)).status).toBe(204);
      await first.stop('SIGKILL');

      disk.fill();
      await failsInOneLine(['--no-demo']);
      disk.makeRoom();
      disk.fill(20);
      const second = await start();
      // Whoever is signed in stays so.
      const read = await fetch(`${second.dashboard}/v1/sites`, { headers: { cookie: owner.cookie } });
      expect([read.status, await read.json()]).toEqual([200, before]);
      expect((await view(second)).status).toBe(503);
      await second.stop();

      disk.makeRoom();
      const third = await start();
      expect(await (await signIn(third)).call('GET', '/v1/sites')).toEqual(before);
      expect((await view(third)).status).toBe(204);
    },
    LONG,
  );
});
