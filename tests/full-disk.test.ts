import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressIn } from '../infra/demo/network.ts';
import { noDisk } from './faults/disk.ts';
import { flawless, judge } from './faults/verdict.ts';
import { startWhole, type Whole } from './faults/whole.ts';
import { sendViews } from './support/client.ts';
import { realNetworks } from './support/site.ts';

const missing = noDisk();
if (missing !== null) console.warn(`\nNOT TESTED on a full disk. ${missing}\n`);

describe.skipIf(missing !== null)('a full disk', () => {
  let whole: Whole;
  beforeAll(async () => {
    whole = await startWhole({ disk: 'all' });
  }, 60_000);
  afterAll(() => whole.close());

  test('turns events away and says so; with room again, all goes on by itself', async () => {
    const [network] = (await realNetworks()).named;
    if (!network) throw new Error('no network to visit from');
    const acknowledged = new Set<string>();
    const send = async (): Promise<number> => {
      const id = randomUUID();
      const address = addressIn(network, Math.random);
      const views = [{ id, url: 'https://shop.example/pricing' }];
      const { status } = await sendViews(whole.product(), whole.site, views, { address });
      if (status === 204) acknowledged.add(id);
      return status;
    };
    expect(await send()).toBe(204);
    expect(await whole.health()).toMatchObject({ status: 'ok' });

    whole.disk?.fill();
    for (let sent = 0; sent < 20; sent += 1) expect(await send()).toBe(503);
    expect(await whole.health()).toMatchObject({ status: 'degraded', engines: { log: 'away' } });

    whole.disk?.makeRoom();
    for (let sent = 0; sent < 20; sent += 1) expect(await send()).toBe(204);
    expect(await whole.health()).toMatchObject({ status: 'ok' });
    expect(await judge(whole, acknowledged, 1)).toEqual(flawless(21, 1));
  }, 120_000);
});
