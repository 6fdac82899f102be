import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { addressIn } from '../infra/demo/network.ts';
import { noDisk } from './faults/disk.ts';
import { flawless, judge } from './faults/verdict.ts';
import { type OwnDisk, startWhole, type Whole } from './faults/whole.ts';
import { type Client, PASSWORD, sendViews, signIn } from './support/client.ts';
import { realNetworks } from './support/site.ts';

const missing = noDisk();
if (missing !== null) console.warn(`\nNOT TESTED on a full disk. ${missing}\n`);

describe.skipIf(missing !== null)('a full disk', () => {
  let whole: Whole | null = null;
  const acknowledged = new Set<string>();
  afterEach(async () => {
    await whole?.close();
    whole = null;
    acknowledged.clear();
  });

  async function start(disk: OwnDisk) {
    const started = await startWhole({ disk });
    whole = started;
    const [network] = (await realNetworks()).named;
    if (!network) throw new Error('no network to visit from');
    const send = async (): Promise<number> => {
      const id = randomUUID();
      const address = addressIn(network, Math.random);
      const views = [{ id, url: 'https://shop.example/pricing' }];
      const { status } = await sendViews(started.product(), started.site, views, { address });
      if (status === 204) acknowledged.add(id);
      return status;
    };
    const sendAll = async (status: number): Promise<void> => {
      for (let sent = 0; sent < 20; sent += 1) expect(await send()).toBe(status);
    };
    return { started, send, sendAll };
  }
  /** As the dashboard shows it. */
  const troubles = (client: Client) => async () =>
    (await client.call<{ kind: string; reason: string }[]>('GET', '/v1/troubles')).map(
      ({ kind, reason }) => `${kind}: ${reason}`,
    );
  const LONG = { timeout: 60_000 };

  test('turns events away and says so; with room again, all goes on by itself', async () => {
    const { started, send, sendAll } = await start('all');
    expect(await send()).toBe(204);
    expect(await started.health()).toMatchObject({ status: 'ok' });

    started.disk?.fill();
    await sendAll(503);
    expect(await started.health()).toMatchObject({ status: 'degraded', engines: { log: 'away' } });

    started.disk?.makeRoom();
    await sendAll(204);
    await expect.poll(started.health, LONG).toMatchObject({ status: 'ok' });
    expect(await judge(started, acknowledged, 1)).toEqual(flawless(21, 1));
  }, 180_000);

  test('of the warehouse alone: events are taken in, visits come when there is room', async () => {
    const { started, sendAll } = await start('warehouse');
    const owner = await signIn(started.product());
    await sendAll(204);
    expect(await troubles(owner)()).toEqual([]);

    started.disk?.fill();
    await sendAll(204);
    await expect.poll(troubles(owner), LONG).toEqual(['writer: full']);
    expect(await started.health()).toMatchObject({
      status: 'degraded',
      troubles: [{ kind: 'writer', reason: 'full' }],
    });
    // What is there can be read.
    await owner.call('GET', `/v1/sites/${started.site.id}/now`);

    started.disk?.makeRoom();
    await expect.poll(troubles(owner), LONG).toEqual([]);
    expect(await judge(started, acknowledged, 1)).toEqual(flawless(40, 1));
  }, 240_000);

  test('of the database alone: settings are refused whole, also when it is killed then', async () => {
    const { started, sendAll } = await start('database');
    const owner = await signIn(started.product());
    await sendAll(204);
    const sites = () => owner.call<unknown[]>('GET', '/v1/sites');
    const before = await sites();

    started.disk?.fill();
    await sendAll(204);
    const site = { name: 'Second', domains: ['second.example'] };
    const person = { name: 'Ada', role: 'sales', email: 'ada@example.org', password: PASSWORD };
    for (const [path, body] of [
      ['/v1/sites', site],
      ['/v1/people', person],
    ] as const)
      await expect(owner.call('POST', path, body)).rejects.toThrow(/503 .*no_room/);
    expect(await sites()).toEqual(before);

    await started.product().stop('SIGKILL');
    started.disk?.makeRoom();
    await started.replace('ingest', 0, 'SIGKILL');
    const again = await signIn({ ...started.product(), setup: null });
    expect(await again.call('GET', '/v1/sites')).toEqual(before);
    expect(await again.call('POST', '/v1/sites', site)).toMatchObject({ name: 'Second' });
    expect(await judge(started, acknowledged, 1)).toEqual(flawless(40, 1));
  }, 240_000);
});
