import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrganizationPage } from '../api/contract.ts';
import { addressIn } from '../infra/demo/network.ts';
import { eventId } from '../ingest/event-id.ts';
import { sendViews, signIn } from './support/client.ts';
import { dataDirectory, openWarehouseOf, type Product, startProduct } from './support/product.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite, realNetworks } from './support/site.ts';

const EVENTS = 10_000;
const BATCH = 20;
const SENDERS = 8;

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`killed (${side})`, () => {
    let data: string;
    let remove: () => Promise<void>;
    let product: Product | undefined;
    beforeAll(async () => {
      ({ path: data, remove } = await dataDirectory(side));
    });
    afterAll(async () => {
      await product?.stop();
      await remove();
    });

    test('SIGKILL during a stream of 10,000 events: each acknowledged event is there exactly once', async () => {
      const site = await makeOpenSite(data);
      const { named } = await realNetworks();
      const [network] = named;
      if (!network) throw new Error('no network to visit from');
      const batches = Array.from({ length: EVENTS / BATCH }, () =>
        Array.from({ length: BATCH }, () => ({ id: randomUUID(), url: 'https://shop.example/pricing' })),
      );

      // Three times in the stream, and each time while requests are under way, the process is killed.
      const killAfter = [0.2, 0.5, 0.8].map((share) => Math.floor(batches.length * share));
      const acknowledged = new Set<string>();
      const waiting = batches.slice();
      product = await startProduct(data);
      while (waiting.length > 0) {
        const limit = killAfter.shift() ?? Number.POSITIVE_INFINITY;
        const running: Product = product;
        let killed: Promise<unknown> | null = null;
        await Promise.all(
          Array.from({ length: SENDERS }, async () => {
            for (let batch = waiting.shift(); batch && !killed; batch = waiting.shift()) {
              try {
                const answer = await sendViews(running, site, batch, {
                  address: addressIn(network, Math.random),
                });
                expect(answer.status).toBe(204);
                for (const { id } of batch) acknowledged.add(id);
              } catch {
                // No answer: it may be there or not, so a page sends it again.
                waiting.push(batch);
              }
              if (acknowledged.size >= limit * BATCH) killed ??= running.stop('SIGKILL');
              if (killed) break;
            }
          }),
        );
        if (killed) {
          await killed;
          product = await startProduct(data);
        }
      }
      expect(acknowledged.size).toBe(EVENTS);

      // An answer that got lost on its way makes a page send again what is there already.
      for (const batch of batches.slice(0, 10))
        await sendViews(product, site, batch, { address: network.address });

      const client = await signIn(product);
      const seen = () => client.call<OrganizationPage>('GET', `/v1/sites/${site.id}/organizations`);
      await expect
        // On servers, a group gives up what a killed process held only after its session has run out.
        .poll(async () => (await seen()).items.map((item) => item.views), { timeout: 90_000 })
        .toEqual([EVENTS]);
      const [organization] = (await seen()).items;
      await product.stop();

      const warehouse = await openWarehouseOf(data);
      const rows = await warehouse.query<{ id: string }>('SELECT id FROM events');
      const [sums] = await warehouse.query<{ views: string; sessions: string }>(
        'SELECT sum(views) AS views, sum(sessions) AS sessions FROM organization_quarters WHERE topic = 0',
      );
      await warehouse.close();
      const expected = [...acknowledged].map((id) => BigInt(`0x${eventId(site.id, id)}`).toString());
      expect(rows.map((row) => row.id).sort()).toEqual(expected.sort());
      expect(sums?.views).toBe(String(EVENTS));
      expect(Number(sums?.sessions)).toBe(organization?.sessions);
    }, 240_000);
  });
}
