import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePorts } from '../../infra/engines/free-ports.ts';

/** Where a proxy that is tried listens. */
export interface RunningProxy {
  port: number;
  stop(): Promise<void>;
}

/** Tries a recipe of the documentation: with these in place of its own addresses. */
interface Place {
  /** A directory of its own. */
  directory: string;
  /** Port of the server behind it. */
  upstream: number;
}

const find = (...candidates: (string | undefined)[]): string | undefined =>
  candidates.find((path) => path !== undefined && existsSync(path));

export const nginxPath = find(process.env.CLEARPANE_TEST_NGINX, '/usr/sbin/nginx');
export const caddyPath = find(process.env.CLEARPANE_TEST_CADDY, '/usr/bin/caddy');

export const missing = (name: string): string =>
  `skipped: no ${name} here (install it, or set CLEARPANE_TEST_${name.toUpperCase()} to its path)`;

for (const [name, path] of [
  ['nginx', nginxPath],
  ['caddy', caddyPath],
] as const) {
  if (path === undefined) console.warn(`Tests of ${name} ${missing(name)}`);
}

/** The first block of code below a heading. */
async function recipe(heading: string, upstream: number): Promise<string> {
  const text = await readFile('docs/first-party.md', 'utf8');
  const section = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const code = /^```\w+\n([\s\S]*?)^```$/m.exec(section)?.[1];
  if (!code) throw new Error(`There is no recipe for ${heading}.`);
  if (!code.includes('127.0.0.1:4001')) throw new Error(`The recipe for ${heading} names another server.`);
  return code.replaceAll('127.0.0.1:4001', `127.0.0.1:${upstream}`);
}

/** Starts a program and waits until its port answers. */
async function run(program: string, args: string[], port: number, directory: string): Promise<RunningProxy> {
  const child = spawn(program, args, {
    cwd: directory,
    env: { ...process.env, HOME: directory, XDG_DATA_HOME: directory, XDG_CONFIG_HOME: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`${program} does not start: ${output}`);
    await new Promise((next) => setTimeout(next, 25));
  }
  return { port, stop: () => end(child) };
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/privacy/nobody`).then(
    () => true,
    () => false,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** Everything but TLS, for which there is no certificate here. */
export async function startNginx({ directory, upstream }: Place): Promise<RunningProxy> {
  const [port = 0] = await freePorts(1);
  const server = (await recipe('nginx', upstream))
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replaceAll(/^\s*ssl_.*\n/gm, '');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(directory, name)};`)
    .join('\n');
  const file = join(directory, 'nginx.conf');
  await writeFile(
    file,
    `daemon off; master_process off; pid ${join(directory, 'pid')}; error_log stderr;\nevents {}\nhttp {\n${temporary}\n${server}\n}\n`,
  );
  return run(nginxPath ?? '', ['-e', 'stderr', '-p', directory, '-c', file], port, directory);
}

export async function startCaddy({ directory, upstream }: Place): Promise<RunningProxy> {
  const [port = 0] = await freePorts(1);
  const site = (await recipe('Caddy', upstream)).replace('in.shop.example', `http://127.0.0.1:${port}`);
  const file = join(directory, 'Caddyfile');
  await writeFile(file, site.replace('{\n', '{\n\tadmin off\n'));
  return run(caddyPath ?? '', ['run', '--config', file, '--adapter', 'caddyfile'], port, directory);
}

export async function startExpress({ directory, upstream }: Place): Promise<RunningProxy> {
  const [port = 0] = await freePorts(1);
  const code = (await recipe('Express', upstream)).replace('listen(3000)', `listen(${port}, '127.0.0.1')`);
  await mkdir(directory, { recursive: true });
  await symlink(resolve('node_modules'), join(directory, 'node_modules'));
  const file = join(directory, 'proxy.mjs');
  await writeFile(file, code);
  return run(process.execPath, [file], port, directory);
}

/** The Worker, as a module of this process. */
export async function loadWorker({
  directory,
  upstream,
}: Place): Promise<(request: Request) => Promise<Response>> {
  const file = join(directory, 'worker.mjs');
  await writeFile(file, await recipe('Cloudflare', upstream));
  const { default: worker } = (await import(pathToFileURL(file).href)) as {
    default: { fetch(request: Request): Promise<Response> };
  };
  return (request) => worker.fetch(request);
}
