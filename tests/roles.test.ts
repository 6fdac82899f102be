import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressIn } from '../infra/demo/network.ts';
import { freePorts } from '../infra/engines/free-ports.ts';
import { sendViews, signIn } from './support/client.ts';
import { dataDirectory, type Product, runToEnd, startRole } from './support/product.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite, realNetworks } from './support/site.ts';

test('a role alone says what it needs', async () => {
  const { path, remove } = await dataDirectory();
  const { code, output } = await runToEnd(['writer'], { CLEARPANE_DATA: path });
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(/^The role writer alone needs .*CLEARPANE_KAFKA_BROKERS/),
  ]);
  await remove();
});

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);
describe.skipIf(skipped)('roles in processes of their own', () => {
  let data: string;
  let remove: () => Promise<void>;
  let environment: Record<string, string>;
  let site: Awaited<ReturnType<typeof makeOpenSite>>;
  const processes: Product[] = [];
  const operations: number[] = [];

  beforeAll(async () => {
    ({ path: data, remove } = await dataDirectory('distributed'));
    site = await makeOpenSite(data);
    const secret = join(data, 'secret');
    await writeFile(secret, randomBytes(48).toString('base64'));
    environment = { CLEARPANE_SECRET_FILE: secret };
    const roles = ['api', 'api', 'ingest', 'ingest', 'writer', 'alerts'] as const;
    operations.push(...(await freePorts(roles.length)));
    for (const [index, role] of roles.entries()) {
      const port = { CLEARPANE_OPERATIONS_PORT: String(operations[index]) };
      processes.push(await startRole(data, role, { ...environment, ...port }));
    }
  }, 120_000);
  afterAll(async () => {
    for (const product of processes) await product.stop();
    await remove();
  });

  const ask = (index: number, path: string) => fetch(`http://127.0.0.1:${operations[index]}${path}`);

  test('a session of one API holds at the other, and both show what any ingest took in', async () => {
    const [one, other, first, second] = processes as [Product, Product, Product, Product];
    const client = await signIn({ ...one, setup: /\S+#token=\S+/.exec(other.output())?.[0] ?? one.setup });
    const [network] = (await realNetworks()).named;
    if (!network) throw new Error('no network to visit from');
    for (const ingest of [first, second]) {
      const address = addressIn(network, Math.random);
      const answer = await sendViews(ingest, site, [{ url: 'https://shop.example/pricing' }], { address });
      expect(answer.status).toBe(204);
    }
    const alerts = async () => {
      const answer = await fetch(`${other.dashboard}/v1/alerts`, { headers: { cookie: client.cookie } });
      return ((await answer.json()) as { items: unknown[] }).items.length;
    };
    await expect.poll(alerts, { timeout: 20_000 }).toBe(1);
  });

  test('each tells its health and its figures', async () => {
    for (const index of processes.keys()) {
      expect((await ask(index, '/health/live')).status).toBe(200);
      expect((await ask(index, '/health/ready')).status).toBe(200);
      expect(await (await ask(index, '/health')).json()).toEqual({
        status: 'ok',
        engines: { log: 'ok', warehouse: 'ok', database: 'ok' },
        troubles: [],
      });
    }
    expect(await (await ask(2, '/metrics')).text()).toContain(
      'clearpane_answers_total{server="ingest",status="204"} 1',
    );
    expect(await (await ask(4, '/metrics')).text()).toMatch(
      /clearpane_log_lag\{consumer="writer",partition="0"\} \d/,
    );
  });

  test('a process that is to end first says that it wants no more, and still answers', async () => {
    const [port = 0] = await freePorts(1);
    const drain = { CLEARPANE_DRAIN_SECONDS: '2', CLEARPANE_OPERATIONS_PORT: String(port) };
    const leaving = await startRole(data, 'ingest', { ...environment, ...drain });
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status;
    expect(await ready()).toBe(200);
    const ended = leaving.stop('SIGTERM');
    await expect.poll(ready).toBe(503);
    expect((await sendViews(leaving, site, [{ url: 'https://shop.example/' }])).status).toBe(204);
    expect(await ended).toBe(0);
  });
});
