import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery, MadeChannel } from '../api/contract-channels.ts';
import type { DemoNetwork } from '../infra/demo/network.ts';
import { PASSWORD, sendViews, signIn } from './support/client.ts';
import { dataDirectory, openDatabaseOf, type Product, startProduct, startRole } from './support/product.ts';
import { openReceivers, type Receivers } from './support/receivers.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite, type OpenSite, realNetworks } from './support/site.ts';

const ROUNDS = 3;
const ALERTS_IN_A_ROUND = 2;
const ALERTS = ROUNDS * ALERTS_IN_A_ROUND;
const HOOKS = ['webhook', 'slack', 'teams'] as const;

for (const { side, skipped } of SIDES) {
  describe.skipIf(skipped)(`a sender that is killed (${side})`, () => {
    let data: { path: string; remove: () => Promise<void> };
    let receivers: Receivers;
    let site: OpenSite;
    let networks: DemoNetwork[];
    let environment: Record<string, string>;
    /** Whatever takes views in and finds alerts; on servers these live on while the sender dies. */
    const others: Product[] = [];
    let sender: Product;
    const channels: string[] = [];

    beforeAll(async () => {
      data = await dataDirectory(side);
      [receivers, site, { named: networks }] = await Promise.all([
        openReceivers(),
        makeOpenSite(data.path),
        realNetworks(),
      ]);
      const secret = join(data.path, 'secret');
      await writeFile(secret, randomBytes(48).toString('base64'));
      environment = {
        CLEARPANE_SECRET_FILE: secret,
        CLEARPANE_PRIVATE_TARGETS: '127.0.0.1/32',
        CLEARPANE_SMTP_URL: receivers.smtpUrl,
        CLEARPANE_MAIL_FROM: 'Clearpane <alerts@clearpane.example>',
        CLEARPANE_LOG_LEVEL: 'error',
      };
      if (side === 'distributed') {
        for (const role of ['ingest', 'writer', 'alerts'] as const) {
          others.push(await startRole(data.path, role, environment));
        }
      }
      sender = await start();
      await addTargets();
    }, 240_000);

    afterAll(async () => {
      for (const product of [sender, ...others]) await product?.stop();
      await receivers?.close();
      await data?.remove();
    });

    const start = (): Promise<Product> =>
      side === 'distributed'
        ? startRole(data.path, 'api', environment)
        : startProduct(data.path, { environment });

    /** A channel of each kind, and somebody who hears of all by mail. */
    async function addTargets(): Promise<void> {
      const owner = await signIn(sender);
      for (const kind of HOOKS) {
        const wanted = { kind, name: kind, url: `${receivers.url}/${kind}`, siteId: null };
        const { channel } = await owner.call<MadeChannel>('POST', '/v1/channels', wanted);
        channels.push(channel.id);
      }
      const ada = { name: 'Ada', role: 'sales', email: 'ada@example.org', password: PASSWORD };
      const { id } = await owner.call<{ id: string }>('POST', '/v1/people', ada);
      await owner.call('PUT', '/v1/routing', {
        territories: [],
        round: [],
        default: { person: id },
      });
    }

    /** Two visitors of each network look at prices: an alert each. */
    async function visit(visited: readonly DemoNetwork[]): Promise<void> {
      for (const { address } of visited) {
        for (const visitor of [1, 2]) {
          const agent = `Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.${visitor}`;
          const views = [{ url: 'https://shop.example/pricing' }];
          const answer = await sendViews(others[0] ?? sender, site, views, { address, agent });
          expect(answer.status).toBe(204);
        }
      }
    }

    /** While nobody sends, the leases of the dead run out and waits come to their end. */
    async function letTimePass(): Promise<void> {
      const database = await openDatabaseOf(data.path);
      const at = new Date();
      await database.db
        .updateTable('deliveries')
        .set({ due_at: at, leased_until: at })
        .where('state', '=', 'waiting')
        .where('kind', '=', 'alert')
        .execute();
      await database.close();
    }

    const alertsOf = (target: string): Set<string> =>
      new Set(receivers.taken.filter((each) => each.target === target).flatMap(({ alerts }) => alerts));

    test('each alert gets to each target, under one id, however often its sender dies', async () => {
      receivers.refusing = true;
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = round * ALERTS_IN_A_ROUND;
        await visit(networks.slice(first, first + ALERTS_IN_A_ROUND));
        // The worst moment: receivers have it, and the sender has not heard so.
        const before = receivers.held;
        receivers.holding = true;
        await expect.poll(() => receivers.held, { timeout: 120_000 }).toBeGreaterThan(before);
        await sender.stop('SIGKILL');
        receivers.holding = false;
        await letTimePass();
        // What is refused after the last death would wait for minutes, and nobody lets them pass.
        receivers.refusing = round + 1 < ROUNDS;
        sender = await start();
      }
      const owner = await signIn(sender);
      const states = async (channel: string) =>
        (await owner.call<Delivery[]>('GET', `/v1/channels/${channel}/deliveries`)).map(({ state }) => state);
      for (const channel of channels) {
        await expect
          .poll(() => states(channel), { timeout: 120_000 })
          .toEqual(Array.from({ length: ALERTS }, () => 'delivered'));
      }
      await expect.poll(() => alertsOf('mail').size, { timeout: 120_000 }).toBe(ALERTS);
      await sender.stop();
      await Promise.all(others.splice(0).map((each) => each.stop()));

      const database = await openDatabaseOf(data.path);
      const rows = await database.db
        .selectFrom('deliveries')
        .leftJoin('channels', 'channels.id', 'deliveries.channel_id')
        .select(['deliveries.id', 'alert_ids', 'channels.kind'])
        .execute();
      await database.close();
      expect(rows).toHaveLength((HOOKS.length + 1) * ALERTS);
      for (const { id, alert_ids, kind } of rows) {
        expect(alert_ids).toHaveLength(1);
        const target = kind === null ? 'mail' : `/${kind}`;
        const told = receivers.taken.filter(
          (each) => each.target === target && each.alerts.includes(alert_ids[0] ?? ''),
        );
        const ids = { mail: `<${id}@localhost>`, '/webhook': id }[target] ?? '';
        expect(new Set(told.map((each) => each.id))).toEqual(new Set([ids]));
      }
      // Without a message that came twice, nothing of this was tried.
      expect(receivers.taken.length).toBeGreaterThan(rows.length);
    }, 360_000);
  });
}
