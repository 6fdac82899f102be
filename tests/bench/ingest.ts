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
const WARM_UP_SECONDS = 2;
const ROUNDS = 3;
const CONNECTIONS = 200;

interface Measured {
  requests: number;
  p99: number;
  failed: number;
  /** Microseconds of processor time that the server took for each request, all its threads together. */
  processor: number;
}

interface Target {
  url: string;
  pid: number;
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

async function load(
  { url, pid }: Target,
  body: () => string,
  addresses: readonly string[],
  seconds = SECONDS,
): Promise<Measured> {
  let turn = 0;
  const before = await processorOf(pid);
  const result = await autocannon({
    url: `${url}/v1/events`,
    connections: CONNECTIONS,
    duration: seconds,
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
    processor: ((await processorOf(pid)) - before) / result.requests.total,
  };
}

/** Microseconds that a process has run. The kernel counts in ticks of a hundredth of a second. */
async function processorOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
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
  const targets: { bare: Target; whole: Target } = {
    bare: { url: baseline, pid: bare.pid ?? 0 },
    whole: { url: product.ingest, pid: product.pid },
  };
  for (const events of [1, 20]) {
    const found: { bare: Measured[]; whole: Measured[] } = { bare: [], whole: [] };
    for (const target of [targets.bare, targets.whole]) {
      await load(target, bodies(site.key, events), addresses, WARM_UP_SECONDS);
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      found.bare.push(await load(targets.bare, bodies(site.key, events), addresses));
      found.whole.push(await load(targets.whole, bodies(site.key, events), addresses));
    }
    const of = (list: Measured[], what: keyof Measured) => middle(list.map((each) => each[what]));
    const describe = (list: Measured[]) =>
      `${Math.round(of(list, 'requests') * events)} events/s, p99 ${of(list, 'p99')} ms, ` +
      `processor ${(of(list, 'processor') / events).toFixed(1)} µs an event`;
    const failed = found.whole.reduce((sum, each) => sum + each.failed, 0);
    console.log(
      [
        `${events === 1 ? 'Single events' : `Batches of ${events}`}:`,
        `whole path ${describe(found.whole)};`,
        `bare route ${describe(found.bare)};`,
        `ratio ${(of(found.whole, 'requests') / of(found.bare, 'requests')).toFixed(2)};`,
        `resident ${await memoryOf(product.pid)} MB; not answered 204: ${failed}`,
      ].join(' '),
    );
  }
} finally {
  bare.kill();
  await product.stop();
  await remove();
}
