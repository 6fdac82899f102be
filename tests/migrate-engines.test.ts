import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressIn, type DemoNetwork } from '../infra/demo/network.ts';
import { eventId } from '../ingest/event-id.ts';
import { type Client, type SentView, sendViews, signIn } from './support/client.ts';
import {
  dataDirectory,
  openDatabaseOf,
  openWarehouseOf,
  type Product,
  runToEnd,
  settingsOf,
  startProduct,
  startRole,
} from './support/product.ts';
import { SIDES } from './support/sides.ts';
import { makeOpenSite, type OpenSite, realNetworks } from './support/site.ts';

const skipped = SIDES.some((each) => each.side === 'distributed' && each.skipped);
const ORGANIZATIONS = 6;
const BATCH = 20;
const BATCHES = 60;

interface Sent {
  from: { address: string };
  views: SentView[];
}

/** Lines at which a move is killed; each begins something else. */
const KILLED_AT = [
  /^Last records/m,
  /^Warehouse: 0 of/m,
  /^Going on [\s\S]*^Warehouse: /m,
  /^Log: /m,
  /^Database: 0 of/m,
  /^Comparison: ids/m,
];

/** Kills the move as soon as it has printed something. */
async function killedAt(line: RegExp, environment: Record<string, string>): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, ['infra/start.mjs', 'migrate-engines'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (line.test(output)) child.kill('SIGKILL');
    });
  }
  await once(child, 'close');
  return output;
}

describe.skipIf(skipped)('moving from one machine to servers', () => {
  let source: string;
  let target: string;
  let environment: Record<string, string>;
  const removals: (() => Promise<void>)[] = [];
  const processes: Product[] = [];
  let site: OpenSite;
  let networks: DemoNetwork[];
  let client: Client;
  const sent: Sent[] = [];

  beforeAll(async () => {
    for (const side of ['embedded', 'distributed'] as const) {
      const { path, remove } = await dataDirectory(side);
      removals.push(remove);
      if (side === 'embedded') source = path;
      else target = path;
    }
    environment = {
      ...settingsOf(target),
      CLEARPANE_DATA: source,
      CLEARPANE_SECRET_FILE: join(target, 'secret'),
    };
    site = await makeOpenSite(source);
    const { named } = await realNetworks();
    networks = [...new Map(named.map((each) => [each.name, each])).values()].slice(0, ORGANIZATIONS + 2);
  });
  afterAll(async () => {
    for (const product of processes) await product.stop();
    for (const remove of removals) await remove();
  });

  const send = async (product: Product, { from, views }: Sent): Promise<void> => {
    expect((await sendViews(product, site, views, from)).status).toBe(204);
  };
  const batch = (network: DemoNetwork | undefined, count: number, address?: string): Sent => {
    if (!network) throw new Error('no network to visit from');
    return {
      from: { address: address ?? addressIn(network, Math.random) },
      views: Array.from({ length: count }, () => ({
        id: randomUUID(),
        url: 'https://shop.example/pricing',
      })),
    };
  };

  test('an installation collects, and is killed with records that are not written yet', async () => {
    const product = await startProduct(source);
    client = await signIn(product);
    // One visit each, so that neither is told of yet.
    sent.push(batch(networks[ORGANIZATIONS], 1), batch(networks[ORGANIZATIONS + 1], 1));
    for (let n = 0; n < BATCHES; n += 1) sent.push(batch(networks[n % ORGANIZATIONS], BATCH));
    for (const each of sent) await send(product, each);
    await product.stop('SIGKILL');
  }, 120_000);

  test('what can not be moved is said, and nothing is touched', async () => {
    const { CLEARPANE_KAFKA_BROKERS: _, ...without } = environment;
    expect(await runToEnd(['migrate-engines'], without)).toMatchObject({
      code: 1,
      output: expect.stringContaining('Set CLEARPANE_KAFKA_BROKERS'),
    });
    const check = await runToEnd(['migrate-engines', '--check'], environment);
    expect(check).toMatchObject({ code: 0, output: expect.stringContaining('Nothing was changed.') });
    const product = await startProduct(source);
    processes.push(product);
    expect(await runToEnd(['migrate-engines'], environment)).toMatchObject({
      code: 1,
      output: expect.stringContaining('Another Clearpane is using'),
    });
    await product.stop('SIGKILL');
  }, 120_000);

  test('killed at every stage, it goes on, and says at the end that all is there', async () => {
    for (const line of KILLED_AT) expect(await killedAt(line, environment)).toMatch(line);
    const early = await runToEnd(['writer'], { ...settingsOf(target) });
    expect(early).toMatchObject({ code: 1, output: expect.stringContaining('is being moved') });
    const { code, output } = await runToEnd(['migrate-engines'], environment);
    expect([code, output]).toEqual([0, expect.stringContaining('Everything is on the servers')]);
    const again = await runToEnd(['migrate-engines'], environment);
    expect([again.code, again.output]).toEqual([0, expect.stringContaining('Everything is on the servers')]);
    const mistake = await runToEnd([], { CLEARPANE_DATA: source });
    expect(mistake).toMatchObject({ code: 1, output: expect.stringContaining('was moved to servers') });
  }, 400_000);

  test('another installation is refused', async () => {
    const { path, remove } = await dataDirectory();
    removals.push(remove);
    await makeOpenSite(path);
    const product = await startProduct(path);
    await product.stop();
    expect(await runToEnd(['migrate-engines'], { ...environment, CLEARPANE_DATA: path })).toMatchObject({
      code: 1,
      output: expect.stringContaining('Another installation'),
    });
  }, 120_000);

  test('on the servers it goes on as if it had not moved: sessions, retries, alerts, accounts', async () => {
    const secret = { CLEARPANE_SECRET_FILE: environment.CLEARPANE_SECRET_FILE ?? '' };
    for (const role of ['api', 'ingest', 'writer', 'alerts'] as const) {
      processes.push(await startRole(target, role, secret));
    }
    const [, api, ingest] = processes as [Product, Product, Product];
    expect(api.setup).toBeNull();
    const alerts = async (): Promise<string[]> => {
      const answer = await fetch(`${api.dashboard}/v1/alerts`, { headers: { cookie: client.cookie } });
      const { items } = (await answer.json()) as { items: { org: { name: string } }[] };
      return items.map(({ org }) => org.name).sort();
    };
    const told = await alerts();
    expect(told.length).toBe(ORGANIZATIONS);

    // Pages that never heard of their answers.
    for (const each of sent) await send(ingest, each);
    const before = sent.slice();
    // The same visit goes on: no second session. A second visit: now there is something to tell.
    sent.push(batch(networks[ORGANIZATIONS], 2, before[0]?.from.address));
    sent.push(batch(networks[ORGANIZATIONS + 1], 1));
    for (let n = 0; n < ORGANIZATIONS; n += 1) sent.push(batch(networks[n], BATCH));
    for (const each of sent.slice(before.length)) await send(ingest, each);

    const warehouse = await openWarehouseOf(target);
    const database = await openDatabaseOf(target);
    const expected = sent
      .flatMap(({ views }) => views)
      .map(({ id }) => BigInt(`0x${eventId(site.id, id ?? '')}`).toString())
      .sort();
    const stored = async (): Promise<string[]> =>
      (await warehouse.query<{ id: string }>('SELECT id FROM events')).map(({ id }) => id).sort();
    const VIEWS = 'SELECT sum(views) AS n FROM organization_quarters WHERE topic = 0';
    const views = async (): Promise<number> =>
      Number((await warehouse.query<{ n: string }>(VIEWS))[0]?.n ?? 0);
    await expect.poll(views, { timeout: 30_000 }).toBe(expected.length);
    expect(await stored()).toEqual(expected);
    await expect.poll(async () => (await alerts()).length, { timeout: 30_000 }).toBe(ORGANIZATIONS + 1);
    const windows = await database.db.selectFrom('windows').select('id').execute();
    expect(windows.length).toBe(ORGANIZATIONS + 1);
    const sessions = await warehouse.query<{ n: string }>(
      `SELECT sum(sessions) AS n FROM organization_quarters
       WHERE topic = 0 GROUP BY organization ORDER BY sum(views) LIMIT 2`,
    );
    expect(sessions.map(({ n }) => n).sort()).toEqual(['1', '2']);
    await warehouse.close();
    await database.close();
    const kept = await readFile(join(source, 'keys', 'suppressions'), 'utf8');
    expect(await readFile(secret.CLEARPANE_SECRET_FILE, 'utf8')).toContain(`suppressions ${kept}`);
  }, 180_000);
});
