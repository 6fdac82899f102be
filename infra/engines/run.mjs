// `npm run engines:up` and `engines:down`: bundles main.ts and starts it in this process.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const directory = join(process.cwd(), 'node_modules/.cache');
await mkdir(directory, { recursive: true });
const outfile = join(directory, 'engines.mjs');
await build({
  entryPoints: [join(import.meta.dirname, 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
try {
  await import(pathToFileURL(outfile).href);
} catch (error) {
  console.error(error?.code === 'missing_engine' ? error.message : error);
  process.exitCode = 1;
}
