// Builds the npm package from what `build.mjs` has built: the same scripts, with types and wrappers around them.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'tracker/package');
const output = join(root, 'dist/packages/clearpane');
const ENTRIES = ['tracker', 'react', 'vue'];

/** A script is a call of a function, `(…)();`: the function alone. */
async function functionOf(file) {
  const text = (await readFile(join(root, 'dist/tracker', file), 'utf8')).trim();
  if (!/^\([\s\S]*\)\(\);$/.test(text)) throw new Error(`${file} is no call of a function.`);
  return text.slice(0, -'();'.length);
}

async function scripts() {
  const scripts = join(output, 'scripts.mjs');
  await writeFile(
    scripts,
    `export const startCore = ${await functionOf('clearpane.js')};\nexport const startContact = ${await functionOf('contact.js')};\n`,
  );
  await esbuild({
    entryPoints: ENTRIES.map((entry) => join(source, `${entry}.ts`)),
    outdir: output,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2020',
    external: ['react', 'vue'],
    inject: [scripts],
    logLevel: 'warning',
  });
  await rm(scripts);
}

/** Declarations, with the names that the files have once they are built. */
async function types() {
  const directory = join(output, 'types');
  const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
  const options = ['--noEmit', 'false', '--emitDeclarationOnly', '--declaration', '--outDir', directory];
  await promisify(execFile)(process.execPath, [compiler, '-p', source, ...options]);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'"));
  }
}

async function manifest() {
  const { version, license, engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const exportOf = (entry) => [
    `./${entry}`,
    { types: `./types/package/${entry}.d.ts`, default: `./${entry}.js` },
  ];
  const contents = {
    name: 'clearpane',
    version,
    description: 'A website tracker that asks first',
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: Object.fromEntries(ENTRIES.map(exportOf)),
    peerDependencies: { react: '>=18', vue: '>=3.3' },
    peerDependenciesMeta: { react: { optional: true }, vue: { optional: true } },
  };
  await writeFile(join(output, 'package.json'), `${JSON.stringify(contents, null, 2)}\n`);
}

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
await Promise.all([scripts(), types(), manifest()]);
await cp(join(source, 'README.md'), join(output, 'README.md'));
await cp(join(root, 'LICENSE'), join(output, 'LICENSE'));
