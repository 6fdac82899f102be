import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import autocannon from 'autocannon';
import { addressIn } from '../../infra/demo/network.ts';
import { AGENT } from '../support/client.ts';
import { dataDirectory, startProduct } from '../support/product.ts';
import { makeOpenSite, realNetworks } from '../support/site.ts';

/** Seconds of load for each measurement, and how often each is taken in turn. */
const SECONDS = 5;
const ROUNDS = 3;
const CONNECTIONS = 200;

interface Measured {
  requests: number;
  p99: number;
  failed: number;
}

/** Bodies as the tracker sends them, each with ids of its own. */
function bodies(site: string, events: number): () => string {
  let count = 0;
  const run = Math.random().toString(36).slice(2, 8);
  return () => {
    const list = Array.from({ length: events }, () => {
      count += 1;
      const id = `bench-${run}-${count}`;
      return `{"id":"${id}","name":"page_view","url":"https://shop.example/pricing","referrer":"https://news.example","time":${Date.now()},"gpc":false,"dnt":false}`;
    });
    return `{"site":"${site}","sentAt":${Date.now()},"events":[${list.join(',')}]}`;
  };
}

async function load(url: string, body: () => string, addresses: readonly string[]): Promise<Measured> {
  let turn = 0;
  const result = await autocannon({
    url: `${url}/v1/events`,
    connections: CONNECTIONS,
    duration: SECONDS,
    method: 'POST',
    requests: [
      {
        setupRequest: (request) => {
          turn += 1;
          const address = addresses[turn % addresses.length] ?? '';
          return {
            ...request,
            headers: { 'content-type': 'text/plain', 'user-agent': AGENT, 'x-forwarded-for': address },
            body: body(),
          };
        },
      },
    ],
  });
  return {
    requests: result.requests.average,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

const { path: data, remove } = await dataDirectory();
const site = await makeOpenSite(data);
const { named, providers } = await realNetworks();
const addresses = [...named, ...providers].slice(0, 200).map((network) => addressIn(network, Math.random));
const product = await startProduct(data, {
  environment: { CLEARPANE_RATE: '1000000', CLEARPANE_RATE_BURST: '10000000' },
});
const bare = spawn(process.execPath, ['tests/bench/bare-fastify.mjs'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(bare.stdout, 'data')) as [Buffer];
const baseline = String(line).trim();

try {
  for (const events of [1, 20]) {
    const found: { bare: Measured[]; whole: Measured[] } = { bare: [], whole: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      found.bare.push(await load(baseline, bodies(site.key, events), addresses));
      found.whole.push(await load(product.ingest, bodies(site.key, events), addresses));
    }
    const rate = (list: Measured[]) => middle(list.map((each) => each.requests));
    const slowest = (list: Measured[]) => middle(list.map((each) => each.p99));
    const failed = found.whole.reduce((sum, each) => sum + each.failed, 0);
    console.log(
      [
        `${events === 1 ? 'Single events' : `Batches of ${events}`}:`,
        `whole path ${Math.round(rate(found.whole) * events)} events/s, p99 ${slowest(found.whole)} ms;`,
        `bare route ${Math.round(rate(found.bare) * events)} events/s, p99 ${slowest(found.bare)} ms;`,
        `ratio ${(rate(found.whole) / rate(found.bare)).toFixed(2)};`,
        `resident ${await memoryOf(product.pid)} MB; not answered 204: ${failed}`,
      ].join(' '),
    );
  }
} finally {
  bare.kill();
  await product.stop();
  await remove();
}
