import { readdir, readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Bytes with brotli 11 of what peers serve by default, measured in November 2026. */
const PEERS: readonly [name: string, bytes: number][] = [
  ['GoatCounter', 1852],
  ['Umami', 1963],
  ['Plausible', 2355],
  ['OpenPanel', 2912],
  ['Rybbit', 4170],
  ['Snowplow lite', 16_185],
  ['Matomo', 19_064],
  ['Segment', 27_445],
  ['PostHog', 102_457],
];

const brotli = (body: Buffer): number =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const line = (name: string, ...cells: readonly (number | string)[]): void =>
  console.log(name.padEnd(28), ...cells.map((cell) => String(cell).padStart(10)));

line('file', 'plain', 'gzip 9', 'brotli 11');
let core = 0;
for (const file of (await readdir('dist/tracker')).sort()) {
  const body = await readFile(`dist/tracker/${file}`);
  if (file === 'clearpane.js') core = brotli(body);
  line(file, body.length, gzipSync(body, { level: 9 }).length, brotli(body));
}
console.log();
line('script on every page', 'brotli 11', 'ratio');
line('Clearpane', core, '1.00');
for (const [name, bytes] of PEERS) line(name, bytes, (bytes / core).toFixed(2));
