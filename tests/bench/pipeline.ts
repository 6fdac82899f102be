import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { addressIn } from '../../infra/demo/network.ts';
import { freePorts } from '../../infra/engines/free-ports.ts';
import { startEngines, stopEngines } from '../../infra/engines/loopback.ts';
import { AGENT, sendViews } from '../support/client.ts';
import { type Side, shareEngines } from '../support/engines.ts';
import { dataDirectory, openWarehouseOf, startProduct } from '../support/product.ts';
import { makeOpenSite, realNetworks } from '../support/site.ts';

/** From the page to the warehouse, on both sides in one run on this machine, load generator included. */
const EVENTS = Number(process.env.CLEARPANE_BENCH_EVENTS ?? 60_000);
const BATCH = 20;
const SENDERS = 16;
const PAGES = [
  '/',
  '/pricing',
  '/product/overview',
  '/docs/start',
  '/docs/operate',
  '/blog/privacy',
  '/contact',
];

interface Measured {
  /** Events a second until the last answer, and until the last row. */
  acknowledged: number;
  stored: number;
  /** Seconds that the writer needed after the last answer. */
  behind: number;
  /** Microseconds of processor time of the one process for each event. */
  processor: number;
  /** On disk, of all tables, for each event. */
  bytes: number;
}

async function measure(side: Side, partitions: number): Promise<Measured> {
  const { path: data, remove } = await dataDirectory(side, partitions);
  const site = await makeOpenSite(data);
  const { named, providers } = await realNetworks();
  // Most visits of a site come from people at home, who are counted and not named.
  const networks = [...named.slice(0, 60), ...providers.slice(0, 140)];
  const [port = 0] = await freePorts(1);
  const product = await startProduct(data, {
    environment: {
      CLEARPANE_RATE: '1000000',
      CLEARPANE_RATE_BURST: '1000000',
      CLEARPANE_OPERATIONS_PORT: String(port),
    },
  });
  const before = await processorOf(product.pid);
  const began = performance.now();
  let sent = 0;
  const sender = async (): Promise<void> => {
    while (sent < EVENTS) {
      sent += BATCH;
      const network = networks[Math.floor(Math.random() * networks.length)];
      if (!network) throw new Error('no network to visit from');
      const views = Array.from({ length: BATCH }, () => ({
        id: randomUUID(),
        url: `https://shop.example${PAGES[Math.floor(Math.random() * PAGES.length)]}`,
      }));
      const from = { address: addressIn(network, Math.random), agent: AGENT };
      const answer = await sendViews(product, site, views, from);
      if (answer.status !== 204) throw new Error(`answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  const acknowledged = performance.now() - began;
  while ((await lagOf(port)) > 0) await delay(20);
  const stored = performance.now() - began;
  const processor = ((await processorOf(product.pid)) - before) / sent;
  await product.stop();
  const bytes = (await bytesOf(data)) / sent;
  await remove();
  return {
    acknowledged: (sent / acknowledged) * 1000,
    stored: (sent / stored) * 1000,
    behind: (stored - acknowledged) / 1000,
    processor,
    bytes,
  };
}

/** Records that the writer has not written yet. */
async function lagOf(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const lags = [...text.matchAll(/clearpane_log_lag\{consumer="writer".*\} (\d+)/g)];
  return lags.reduce((sum, [, lag]) => sum + Number(lag), 0);
}

/** Microseconds of processor time that a process has used, all its threads together. */
async function processorOf(pid: number): Promise<number> {
  const [, fields = ''] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ');
  const parts = fields.split(' ');
  return (Number(parts[11]) + Number(parts[12])) * 10_000;
}

/** Bytes of all tables once merged, as a month later. */
async function bytesOf(data: string): Promise<number> {
  const warehouse = await openWarehouseOf(data);
  for (const table of ['events', 'counts', 'organization_quarters']) {
    await warehouse.command(`OPTIMIZE TABLE ${table} FINAL`);
  }
  const [row] = await warehouse.query<{ bytes: string }>(
    `SELECT sum(data_compressed_bytes) AS bytes FROM system.parts
     WHERE active AND database = currentDatabase() AND table IN ('events', 'counts', 'organization_quarters')`,
  );
  await warehouse.close();
  return Number(row?.bytes ?? 0);
}

const directory = await mkdtemp(join(tmpdir(), 'clearpane-pipeline-'));
const engines = await startEngines({ directory });
try {
  shareEngines({
    kafka: engines.kafka.address,
    clickhouse: engines.clickhouse.address,
    postgres: engines.postgres.address,
  });
  const base = await measure('embedded', 1);
  const show = (name: string, found: Measured): void =>
    console.log(
      `${name}: ${found.acknowledged.toFixed(0)} events/s acknowledged, ${found.stored.toFixed(0)} stored ` +
        `(${(found.stored / base.stored).toFixed(2)} of embedded), writer ${found.behind.toFixed(1)} s behind at the end, ` +
        `${found.processor.toFixed(0)} µs of processor an event (${(found.processor / base.processor).toFixed(2)}), ` +
        `${found.bytes.toFixed(1)} bytes stored an event`,
    );
  show('embedded', base);
  for (const partitions of [1, 2, 4, 8]) {
    show(`distributed, ${partitions} partitions`, await measure('distributed', partitions));
  }
} finally {
  await stopEngines(engines);
  await rm(directory, { recursive: true, force: true });
}
