import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A server of the distributed side, on this machine and on loopback only. */
export interface Engine {
  readonly name: string;
  readonly port: number;
  /** How Clearpane is told of it: a URL, or `host:port`. */
  readonly address: string;
  pid(): number;
  start(): Promise<void>;
  /** Resolves when the process is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** What must be there and is not; the message says how to get it. */
export class MissingEngineError extends Error {
  readonly code = 'missing_engine';
  constructor(message: string) {
    super(message);
    this.name = 'MissingEngineError';
  }
}

export interface EngineCommand {
  name: string;
  port: number;
  address: string;
  /** Data and output of the process. */
  directory: string;
  command: string;
  args: readonly string[];
  environment?: Record<string, string>;
  /** Whom the process belongs to, where it refuses to run as root. */
  owner?: { uid: number; gid: number };
  /** Goes on after this process has ended. */
  detached?: boolean;
  /** Signal that ends it cleanly. */
  endsOn?: NodeJS.Signals;
  /** Whether it does its work, not only listens. */
  ready?: () => Promise<boolean>;
}

const LONGEST_START_MS = 60_000;

/** A server as a process of its own, that can be killed and started again on what it had. */
export function engineProcess(options: EngineCommand): Engine {
  let child: ChildProcess | null = null;
  let exited: Promise<unknown> = Promise.resolve();
  const output = join(options.directory, 'output.log');
  return {
    name: options.name,
    port: options.port,
    address: options.address,
    pid: () => child?.pid ?? 0,
    start: async () => {
      mkdirSync(options.directory, { recursive: true });
      const file = openSync(output, 'a');
      const started = spawn(options.command, options.args, {
        cwd: options.directory,
        env: { ...process.env, ...options.environment },
        stdio: ['ignore', file, file],
        detached: options.detached ?? false,
        ...options.owner,
      });
      child = started;
      exited = once(started, 'exit').catch(() => undefined);
      if (options.detached) started.unref();
      const until = performance.now() + LONGEST_START_MS;
      while (!(await listens(options.port)) || !((await options.ready?.()) ?? true)) {
        if (started.exitCode !== null || performance.now() > until) {
          started.kill('SIGKILL');
          throw new Error(`${options.name} did not start: ${readFileSync(output, 'utf8').slice(-2000)}`);
        }
        await delay(50);
      }
    },
    stop: async (signal = options.endsOn ?? 'SIGTERM') => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await exited;
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
