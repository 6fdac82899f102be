import { request } from 'node:http';
import { addressIn } from '../../infra/demo/network.ts';
import { AGENT, sendViews, signIn } from '../support/client.ts';
import { dataDirectory, startProduct } from '../support/product.ts';
import { makeOpenSite, realNetworks } from '../support/site.ts';

/** From the event that completes a rule to the alert on the stream, over organizations one after the other. */
const { path: data, remove } = await dataDirectory();
const site = await makeOpenSite(data);
const { named } = await realNetworks();
const product = await startProduct(data);
const client = await signIn(product);

const waiting = new Map<string, (at: number) => void>();
const stream = request(`${product.dashboard}/v1/alerts/stream`, { headers: { cookie: client.cookie } });
let connected = (): void => undefined;
const ready = new Promise<void>((resolve) => {
  connected = resolve;
});
stream.on('response', (response) => {
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const at = performance.now();
    text += chunk;
    connected();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const line = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      if (line !== undefined) waiting.get((JSON.parse(line) as { org: { name: string } }).org.name)?.(at);
      text = text.slice(end + 2);
    }
  });
});
stream.on('error', () => undefined);
stream.end();
await ready;

const took: number[] = [];
const roundTrip: number[] = [];
const seen = new Set<string>();
for (const network of named) {
  if (seen.has(network.name) || took.length >= 200) continue;
  seen.add(network.name);
  const view = { url: 'https://shop.example/pricing' };
  await sendViews(product, site, [view], {
    address: addressIn(network, () => 0.1),
    agent: AGENT,
  });
  const arrived = new Promise<number>((resolve) => waiting.set(network.name, resolve));
  const began = performance.now();
  const answered = sendViews(product, site, [view], {
    address: addressIn(network, () => 0.6),
    agent: AGENT.replaceAll('133', '134'),
  }).then(() => performance.now() - began);
  const timeout = new Promise<number>((resolve) => setTimeout(() => resolve(Number.NaN), 2000).unref());
  const at = await Promise.race([arrived, timeout]);
  waiting.clear();
  roundTrip.push(await answered);
  if (Number.isNaN(at)) console.log(`no alert for ${network.name}`);
  else took.push(at - began);
}
const share = (list: number[], part: number): string =>
  (list.sort((a, b) => a - b)[Math.floor((list.length - 1) * part)] ?? Number.NaN).toFixed(1);
console.log(
  `Last event to alert on the stream, ${took.length} alerts: p50 ${share(took, 0.5)} ms, p99 ${share(took, 0.99)} ms; ` +
    `the event's own answer: p50 ${share(roundTrip, 0.5)} ms, p99 ${share(roundTrip, 0.99)} ms; ` +
    `ratio of medians ${(Number(share(took, 0.5)) / Number(share(roundTrip, 0.5))).toFixed(1)}`,
);
stream.destroy();
await product.stop();
await remove();
