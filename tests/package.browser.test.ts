/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BROWSER_MISSING, browserPath, openBrowser } from './support/browser.ts';
import { type ConsentSite, startConsentSite } from './support/consent-site.ts';
import { emptyDirectory } from './support/product.ts';

const run = promisify(execFile);
const MODULES = ['react', 'react-dom', 'vue', '@types/react', '@types/react-dom'];

/** A project of somebody who installed the package. */
let project: { path: string; remove: () => Promise<void> };
let site: ConsentSite;
let browser: Browser | undefined;

beforeAll(async () => {
  await run(process.execPath, ['infra/build-packages.mjs']);
  project = await emptyDirectory();
  const modules = join(project.path, 'node_modules');
  await mkdir(join(modules, '@types'), { recursive: true });
  await symlink(resolve('dist/packages/clearpane'), join(modules, 'clearpane'));
  for (const name of MODULES) await symlink(resolve('node_modules', name), join(modules, name));
  await cp('tests/package', project.path, { recursive: true });
  site = await startConsentSite();
  if (browserPath) browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await project?.remove();
});

/** What the compiler says about files of the project, line by line. */
async function mistakes(moduleResolution: string, ...files: string[]): Promise<string[]> {
  const options = {
    strict: true,
    module: moduleResolution === 'bundler' ? 'ESNext' : 'NodeNext',
    moduleResolution,
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: [],
    jsx: 'react-jsx',
    noEmit: true,
    // Where a declaration is missing, what is wrong would not be seen: that is tried.
    skipLibCheck: true,
  };
  await writeFile(join(project.path, 'package.json'), JSON.stringify({ type: 'module' }));
  const config = { compilerOptions: options, files: ['server.d.ts', ...files] };
  await writeFile(join(project.path, 'tsconfig.json'), JSON.stringify(config));
  const compiler = resolve('node_modules/typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [compiler, '-p', project.path, '--pretty', 'false'], {
    cwd: project.path,
  }).catch((error: { stdout: string }) => error);
  return stdout.split('\n').filter((line) => line !== '');
}

test.each(['bundler', 'nodenext'])(
  'the types say what is there, and what is wrong (%s)',
  async (resolution) => {
    const found = await mistakes(resolution, 'plain.ts', 'react.tsx', 'vue.ts', 'wrong.ts');
    expect(found.filter((line) => /^\S/.test(line)).map((line) => line.split(',')[0])).toEqual(
      [4, 5, 6, 7, 8, 9].map((line) => `wrong.ts(${line}`),
    );
  },
  60_000,
);

async function bundle(contents: string, resolveDir = project.path): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: 'tsx' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { SERVER: JSON.stringify(site.ingest), 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

test('what is not used is not in a bundle, and importing on a server does nothing', async () => {
  expect((await bundle("import 'clearpane/tracker'; import 'clearpane/react';")).length).toBe(0);
  const watch = await bundle("import { watchConsent } from 'clearpane/tracker'; watchConsent(() => {});");
  expect(watch.length).toBeLessThan(700);
  const script =
    "import('clearpane/tracker').then((made) => console.log(String(made.startClearpane({ server: 'https://a.example', site: 'k' }))))";
  const { stdout } = await run(process.execPath, ['-e', script], { cwd: project.path });
  expect(stdout.trim()).toBe('undefined');
});

const skipped = browserPath ? '' : ` (${BROWSER_MISSING})`;

/** A page that is made with the package. */
async function open(file: string, html = ''): Promise<{ page: Page; complaints: string[] }> {
  if (!browser) throw new Error(BROWSER_MISSING);
  site.heard = [];
  site.foot = `${html}<script type="module" src="/app.js"></script>`;
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const body = await bundle(`import './${file}';`);
  await page.route(`${site.pages}/app.js`, (route) =>
    route.fulfill({ body, contentType: 'text/javascript' }),
  );
  await page.goto(`${site.pages}/start`);
  return { page, complaints };
}

const views = () =>
  site.heard
    .filter(({ path }) => path === '/v1/events')
    .flatMap(({ body }) => body.events as { url: string }[])
    .map(({ url }) => new URL(url).pathname);

test.skipIf(!browserPath)(`plain: views, one start, a contact form${skipped}`, async () => {
  site.policy = { ...site.policy, p: [2, 0, 0, 0] };
  const form =
    '<form data-clearpane-contact><input autocomplete="name" value="Anna"><input autocomplete="email" value="a@b.de"><button>Send</button></form>';
  const { page, complaints } = await open('plain.ts', form);
  await expect.poll(() => page.title()).toBe('false true');
  await page.evaluate(() => history.pushState({}, '', '/next'));
  await expect.poll(views).toEqual(['/start', '/next']);
  // The stand-in for the tag is gone.
  expect(await page.evaluate(() => Object.hasOwn(document, 'currentScript'))).toBe(false);

  await page.route(`${site.ingest}/v1/contact`, (route) =>
    route.fulfill({
      json: { code: 'received', message: 'Yes.' },
      headers: {
        'access-control-allow-origin': site.pages,
        'access-control-allow-credentials': 'true',
      },
    }),
  );
  const asked = page.waitForRequest(`${site.ingest}/v1/contact`);
  await page.evaluate(() =>
    document.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault()),
  );
  await page.getByRole('button', { name: 'Send' }).click();
  expect((await asked).postDataJSON()).toMatchObject({ site: 'cp_site', name: 'Anna', email: 'a@b.de' });
  await expect.poll(() => page.title()).toBe('true received');
  expect(complaints).toEqual([]);
});

test.skipIf(!browserPath).each(['react.tsx', 'vue.ts'])(
  `%s: asks, and knows the answer${skipped}`,
  async (file) => {
    site.policy = { ...site.policy, p: [2, 0, 0, 1] };
    const { page, complaints } = await open(file);
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.getByRole('button', { name: 'Nothing to ask' }).waitFor();
    expect(site.heard.map(({ path }) => path)).toContain('/v1/consent');
    await expect.poll(views).toContain('/start');
    expect(complaints).toEqual([]);
  },
);
