// Resolutions per second on one core, against the bare reader of the same file in the same run.
// `npm run bench:organizations`
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { type AsnResponse, open, Reader } from 'maxmind';
import { text4, text6 } from '../../ingest/organizations/compile/address-text.ts';
import { openOrganizations } from '../../ingest/organizations/resolver.ts';

const DIRECTORY = 'dist/organizations';
const COUNT = 300_000;
const ROUNDS = 3;
/** Visits of one site come from a few thousand addresses again and again. */
const WARM = 5000;

/** xorshift32: the same addresses in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const random = numbers(20260617);
const ipv4 = (): string => text4(random());
/** Global unicast; most of it is not announced, as most of what a scanner would try. */
const ipv6 = (): string => text6((0x2001n << 112n) | (BigInt(random()) << 80n) | BigInt(random()));

/** Megabytes in use; buffers that are gone are given back a moment later. */
const memory = async (): Promise<number> => {
  for (let time = 0; time < 3; time += 1) {
    globalThis.gc?.();
    await setTimeout(100);
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
};

// First of all, before anything else takes memory.
const before = await memory();
const started = performance.now();
const organizations = await openOrganizations({ directory: DIRECTORY });
const loadedIn = performance.now() - started;
const loaded = (await memory()) - before;
const resolve = (address: string) => organizations.resolve(address);
for (let index = 0; index < COUNT; index += 1) resolve(ipv4());
for (let index = 0; index < COUNT; index += 1) resolve(ipv6());
const full = (await memory()) - before;

const file = await readFile(`${DIRECTORY}/organizations.mmdb`);
const table = new Reader<AsnResponse>(file);
/** Addresses of announced networks: what visits really come from. */
function announced(next: () => string, count: number): string[] {
  const found: string[] = [];
  while (found.length < count) {
    const address = next();
    if (table.get(address) !== null) found.push(address);
  }
  return found;
}

const sets = {
  'IPv4, cold': announced(ipv4, COUNT),
  'IPv6, cold': announced(ipv6, COUNT / 3),
};
const warm = {
  'IPv4, warm': repeat(announced(ipv4, WARM), COUNT),
  'IPv6, warm': repeat(announced(ipv6, WARM), COUNT),
};

function repeat(addresses: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => addresses[random() % addresses.length] ?? '');
}

function perSecond(addresses: readonly string[], lookUp: (address: string) => unknown): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    for (const address of addresses) lookUp(address);
    best = Math.max(best, (addresses.length / (performance.now() - start)) * 1000);
  }
  return best;
}

/** Microseconds that the slowest 1 % and 0.1 % take at least; the clock's own time is taken away. */
function slowest(addresses: readonly string[], lookUp: (address: string) => unknown): [number, number] {
  const times = new Float64Array(addresses.length);
  let idle = 0;
  for (let index = 0; index < 100_000; index += 1) idle -= performance.now() - performance.now();
  for (const [index, address] of addresses.entries()) {
    const start = performance.now();
    lookUp(address);
    times[index] = performance.now() - start;
  }
  times.sort();
  const at = (share: number) =>
    Math.max(0, ((times[Math.floor(times.length * share)] ?? 0) - idle / 100_000) * 1000);
  return [at(0.99), at(0.999)];
}

const readerStarted = performance.now();
const bare = await open<AsnResponse>(`${DIRECTORY}/organizations.mmdb`);
const readerLoadedIn = performance.now() - readerStarted;
const get = (address: string) => bare.get(address);

const number = (value: number): string => Math.round(value).toLocaleString('en').padStart(10);
console.log(`one core, Node ${process.version}, ${(file.length / 1e6).toFixed(1)} MB table`);
console.log('\n                 resolver/s  bare reader/s  ratio  p99 µs  p99.9 µs');
for (const [name, addresses] of Object.entries({ ...sets, ...warm })) {
  const theirs = perSecond(addresses, get);
  const ours = perSecond(addresses, resolve);
  const [p99, p999] = slowest(addresses, resolve);
  const numbers = `${(ours / theirs).toFixed(2).padStart(5)}  ${p99.toFixed(1).padStart(6)}  ${p999.toFixed(1).padStart(8)}`;
  console.log(`${name.padEnd(15)}  ${number(ours)}     ${number(theirs)}  ${numbers}`);
}
console.log(
  `\nloaded and checked in ${loadedIn.toFixed(0)} ms (bare reader ${readerLoadedIn.toFixed(0)} ms)`,
);
console.log(`memory: ${loaded.toFixed(0)} MB loaded, ${full.toFixed(0)} MB with full caches`);
organizations.close();
