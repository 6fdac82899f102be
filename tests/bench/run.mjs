// Runs a benchmark: bundles its TypeScript and starts it in this process. `npm run bench:ingest`.
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { build } from '../../infra/build.mjs';

const [name] = process.argv.slice(2);
await build({ say: console.log });
const directory = join(process.cwd(), 'node_modules/.cache');
await mkdir(directory, { recursive: true });
const outfile = join(directory, `bench-${basename(name)}.mjs`);
await bundle({
  entryPoints: [join(import.meta.dirname, `${name}.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
await import(pathToFileURL(outfile).href);
