// Builds everything that runs: the server, the tracker, the dashboard and the network table. Plain
// JavaScript, because it runs before anything else exists.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const path = (...parts) => join(root, ...parts);

const ROOMS = ['policy', 'infra', 'ingest', 'alerts', 'api', 'dashboard', 'tracker'];
const ORGANIZATION_INPUTS = ['ingest/organizations'];

/**
 * Builds what is not built, or was built from other sources. `say` hears what takes time.
 *
 * @param {{ say?: (text: string) => void }} [options]
 */
export async function build({ say = () => {} } = {}) {
  const manifest = await readManifest();
  const sources = await fingerprint([...ROOMS, 'package-lock.json']);
  const organizations = await fingerprint([...ORGANIZATION_INPUTS, 'package-lock.json']);
  if (manifest.sources === sources && manifest.organizations === organizations && complete()) return;

  await mkdir(dist, { recursive: true });
  if (manifest.sources !== sources || !complete()) {
    say('Building Clearpane …');
    await Promise.all([server(), tracker(say), dashboard()]);
  }
  if (
    manifest.organizations !== organizations ||
    !existsSync(join(dist, 'organizations/organizations.mmdb'))
  ) {
    say('Compiling the network table …');
    const { compileOrganizations } = await import(
      `${pathToFileURL(join(dist, 'compile-organizations.js')).href}?${Date.now()}`
    );
    await mkdir(join(dist, 'organizations'), { recursive: true });
    await compileOrganizations({ outputDirectory: join(dist, 'organizations') });
  }
  // Written last: a build that was interrupted is built again.
  await writeFile(join(dist, 'manifest.json'), JSON.stringify({ sources, organizations }));
}

const complete = () =>
  [
    'clearpane.js',
    'tracker/clearpane.js',
    'tracker/consent.js',
    'tracker/contact.js',
    'tracker/behaviour.js',
    'dashboard/index.html',
    'organizations/organizations.mmdb',
  ].every((file) => existsSync(join(dist, file)));

async function readManifest() {
  try {
    return JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'));
  } catch {
    return {};
  }
}

/** Hash over names and contents of all source files below some paths. */
async function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(paths.map(filesBelow))).flat().sort()) {
    hash.update(`${relative(root, file)}\n`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesBelow(name) {
  const entries = await readdir(path(name), { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [path(name)];
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

async function server() {
  await esbuild({
    entryPoints: {
      clearpane: path('infra/process/main.ts'),
      'compile-organizations': path('ingest/organizations/compile/main.ts'),
    },
    outdir: dist,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** Names of properties that only the script and its parts share; brotli gains 60 bytes from short ones. */
const INNER_NAMES =
  /^(opposed|capped|veto|answer|permitted|narrow|waits|fields|joined|person|learn|decided|request|policy|base|record|view|asked|amend|leave|page|script|send)$/;
/** A function around a script takes what the server knows of one site; see `ingest/tracker-script.ts`. */
const AROUND = {
  format: 'esm',
  wrap: (script) => `(_=>{${script.trim()}})();`,
};
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

/**
 * The script on pages, and what it loads on demand. Each names the next by its integrity value, so that a page that
 * pins the script pins all of it: therefore the last is built first.
 */
async function tracker(say) {
  const output = join(dist, 'tracker');
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  let mangleCache = {};
  const part = async (source, file, { define = {}, wrap = (script) => script, ...options } = {}) => {
    const result = await esbuild({
      entryPoints: [path('tracker', source)],
      outfile: join(output, file),
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'es2020',
      define,
      mangleProps: INNER_NAMES,
      mangleCache,
      logLevel: 'warning',
      ...options,
    });
    mangleCache = result.mangleCache ?? mangleCache;
    const [{ text }] = result.outputFiles;
    const contents = Buffer.from(wrap(text));
    await writeFile(join(output, file), contents);
    say(`  ${file}: ${brotliCompressSync(contents, BROTLI).length} bytes with brotli`);
    return `sha256-${createHash('sha256').update(contents).digest('base64')}`;
  };
  await part('adapters/vanilla-cookieconsent.ts', 'vanilla-cookieconsent.js');
  const banner = await part('banner/main.ts', 'banner.js');
  const consent = await part('consent/main.ts', 'consent.js', {
    define: { BANNER_INTEGRITY: JSON.stringify(banner) },
  });
  const behaviour = await part('behaviour/main.ts', 'behaviour.js');
  await part('clearpane.ts', 'clearpane.js', {
    ...AROUND,
    define: {
      CONSENT_INTEGRITY: JSON.stringify(consent),
      BEHAVIOUR_INTEGRITY: JSON.stringify(behaviour),
      clearpaneSite: '_',
    },
  });
  // After the script, which has the shortest names so.
  const contact = await part('contact/part.ts', 'contact-part.js');
  await part('contact/main.ts', 'contact.js', {
    ...AROUND,
    define: { CONTACT_INTEGRITY: JSON.stringify(contact), clearpaneSite: '_' },
  });
}

/** Files with their hash in the name, and the page that names them. */
async function dashboard() {
  const outdir = join(dist, 'dashboard');
  await rm(outdir, { recursive: true, force: true });
  const result = await esbuild({
    absWorkingDir: root,
    entryPoints: [path('dashboard/main.tsx')],
    outdir: join(outdir, 'assets'),
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.svg': 'file' },
    logLevel: 'warning',
  });
  const [output, entry] =
    Object.entries(result.metafile.outputs).find(([, each]) => each.entryPoint === 'dashboard/main.tsx') ??
    [];
  if (!output) throw new Error('The dashboard has no entry point.');
  const url = (file) => `/assets/${file.split('/').pop()}`;
  const template = await readFile(path('dashboard/index.html'), 'utf8');
  const page = template
    .replaceAll('%SCRIPT%', url(output))
    .replaceAll('%STYLE%', entry.cssBundle ? url(entry.cssBundle) : '');
  await writeFile(join(outdir, 'index.html'), page);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ say: console.log });
}
