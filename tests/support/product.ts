import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Clearpane as a user starts it: a process of its own on a data directory of its own. */
export interface Product {
  readonly data: string;
  readonly dashboard: string;
  readonly ingest: string;
  readonly pid: number;
  /** First-run link; null when there is an account. */
  readonly setup: string | null;
  /** Everything it printed, both streams. */
  output(): string;
  /** @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Finished {
  code: number | null;
  output: string;
  milliseconds: number;
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export async function dataDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'clearpane-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

function launch(
  args: string[],
  environment: Record<string, string>,
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['infra/start.mjs', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  return { child, output: () => output };
}

/** Starts and waits until the three lines are printed. @throws when it ends before */
export async function startProduct(
  data: string,
  options: { args?: string[]; environment?: Record<string, string> } = {},
): Promise<Product> {
  const [port = 0, ingestPort = 0] = await freePorts(2);
  const { child, output } = launch(options.args ?? ['--no-demo'], {
    CLEARPANE_DATA: data,
    CLEARPANE_PORT: String(port),
    CLEARPANE_INGEST_PORT: String(ingestPort),
    ...options.environment,
  });
  const exited = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (/^Data {2,}/m.test(output())) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output()}`)));
  });
  return {
    data,
    dashboard: `http://localhost:${port}`,
    ingest: `http://127.0.0.1:${ingestPort}`,
    pid: child.pid ?? 0,
    setup: /^Dashboard\s+(\S+#token=\S+)/m.exec(output())?.[1] ?? null,
    output,
    stop: async (signal = 'SIGINT') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

/** Runs until it ends by itself. */
export async function runToEnd(args: string[], environment: Record<string, string>): Promise<Finished> {
  const began = performance.now();
  const { child, output } = launch(args, environment);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output(), milliseconds: performance.now() - began };
}
