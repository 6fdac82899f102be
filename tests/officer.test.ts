import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Install } from '../api/contract.ts';
import type { NoticeStatus, PolicyPage, PolicySaved } from '../api/contract-privacy.ts';
import { addressIn } from '../infra/demo/network.ts';
import { eventId } from '../ingest/event-id.ts';
import { byRegime } from '../policy/regimes.ts';
import { sendViews, signIn, signInOfficer } from './support/client.ts';
import { dataDirectory, openWarehouseOf, type Product, startProduct } from './support/product.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite, realNetworks } from './support/site.ts';

const SENDERS = 4;
/** How long a change of policy may stay unseen. */
const EFFECTIVE_MS = 1000;

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`an officer (${side})`, () => {
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

    interface Sent {
      /** As the warehouse stores it. */
      id: string;
      /** By the clock of this test, milliseconds. */
      sentAt: number;
      answeredAt: number;
    }

    test('an officer turns a purpose off while events stream in: within a second none is kept that high', async () => {
      const site = await makeOpenSite(data);
      const [network] = (await realNetworks()).named;
      if (!network) throw new Error('no network to visit from');
      const running = await startProduct(data, { environment: { CLEARPANE_RATE_BURST: '1000000' } });
      product = running;
      const officer = await signInOfficer(running, await signIn(running), 'Ada');
      const path = `/v1/sites/${site.id}`;

      const sent: Sent[] = [];
      let streaming = true;
      const stream = async (): Promise<void> => {
        while (streaming) {
          const id = randomUUID();
          const sentAt = performance.now();
          const address = addressIn(network, Math.random);
          const answer = await sendViews(running, site, [{ id, url: 'https://shop.example/pricing' }], {
            address,
          });
          expect(answer.status).toBe(204);
          const stored = BigInt(`0x${eventId(site.id, id)}`).toString();
          sent.push({ id: stored, sentAt, answeredAt: performance.now() });
        }
      };
      const load = Promise.all(Array.from({ length: SENDERS }, stream));
      const sentAfter = (time: number): number => sent.filter(({ sentAt }) => sentAt > time).length;
      await expect.poll(() => sent.length).toBeGreaterThan(50);

      const { active } = await officer.call<PolicyPage>('GET', `${path}/policy`);
      const policy = {
        ...active.policy,
        bases: { ...active.policy.bases, identify_org: byRegime(() => 'OFF') },
      };
      const savingAt = performance.now();
      const save = {
        baseVersion: active.version,
        policy,
        reason: 'No names while we look into a complaint.',
      };
      const saved = await officer.call<PolicySaved>('PUT', `${path}/policy`, save);
      const savedAt = performance.now();
      expect(saved).toMatchObject({ outcome: 'active', change: { wider: 0 } });
      await expect.poll(() => sentAfter(savedAt + EFFECTIVE_MS)).toBeGreaterThan(50);

      // The published notice still says that organizations are named, so nothing is kept until it is published again.
      const { live } = await officer.call<NoticeStatus>('GET', `${path}/notice`);
      await officer.call('POST', `${path}/notice`, { hash: live.hash });
      const publishedAt = performance.now();
      await expect.poll(() => sentAfter(publishedAt + EFFECTIVE_MS)).toBeGreaterThan(50);
      streaming = false;
      await load;
      await expect
        .poll(
          async () => {
            const { accepted, refused } = await officer.call<Install>('GET', `${path}/install`);
            return accepted + refused;
          },
          { timeout: 30_000 },
        )
        .toBe(sent.length);
      await running.stop();

      const warehouse = await openWarehouseOf(data);
      const events = await warehouse.query<{ id: string; level: string; policy_version: number }>(
        'SELECT id, level, policy_version FROM events',
      );
      const counts = await warehouse.query<{ policy_version: number; views: string }>(
        'SELECT policy_version, sum(views) AS views FROM counts GROUP BY policy_version',
      );
      const refusals = await warehouse.query<{ reason: string; count: string }>(
        'SELECT reason, sum(count) AS count FROM refusals GROUP BY reason',
      );
      await warehouse.close();

      const named = new Set(events.map(({ id }) => id));
      expect(named.size).toBe(events.length);
      expect(new Set(events.map(({ level, policy_version }) => `${level} ${policy_version}`))).toEqual(
        new Set([`ORG ${active.version}`]),
      );
      // Nothing that was answered before is lost, and nothing that was sent a second later is above.
      const before = sent.filter(({ answeredAt }) => answeredAt < savingAt);
      const later = sent.filter(({ sentAt }) => sentAt > savedAt + EFFECTIVE_MS);
      expect(before.filter(({ id }) => !named.has(id))).toEqual([]);
      expect(later.filter(({ id }) => named.has(id))).toEqual([]);
      const lower = sent.filter(({ id }) => !named.has(id)).map(({ sentAt }) => sentAt);
      expect(Math.min(...lower)).toBeLessThan(savedAt + EFFECTIVE_MS);
      // Every event is in one place: named, counted under the new version, or refused for want of a notice.
      expect(refusals.map(({ reason }) => reason)).toEqual(['N0_STALE']);
      expect(counts.map(({ policy_version }) => policy_version)).toEqual([saved.version]);
      const counted = Number(counts[0]?.views);
      expect(counted).toBeGreaterThan(50);
      expect(named.size + counted + Number(refusals[0]?.count)).toBe(sent.length);
    }, 120_000);
  });
}
