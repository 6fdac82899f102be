import { createHash } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from './stop.ts';

/** Paths of sockets are at most 104 bytes on some systems. */
const LONGEST_SOCKET_PATH = 100;

/** A guard that is older was left by a process that was killed in the middle of taking the directory. */
const LONGEST_GUARD_MS = 5000;

/**
 * Makes sure that one process uses a data directory. A socket that answers is a process that lives, which no
 * file with a process id in it can say; one that was left by a killed process does not answer.
 *
 * @returns a function that gives the directory free
 * @throws StartError when another process uses it
 */
export async function lockDirectory(root: string): Promise<() => Promise<void>> {
  const path = socketPath(root);
  try {
    return await guarded(`${path}.taking`, async () => {
      if (await answers(path)) throw inUse(root);
      await rm(path, { force: true });
      const server = createServer((socket) => socket.end());
      server.unref();
      await listen(server, path);
      return () => new Promise<void>((resolve) => server.close(() => resolve()));
    });
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`The data directory ${root} can not be locked: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/**
 * Lets one process at a time look whether a socket is dead and put its own in its place: of two that looked
 * together, the second would take away the socket of the first.
 */
async function guarded<T>(guard: string, take: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      await writeFile(guard, '', { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const made = await stat(guard).catch(() => null);
    if (made && Date.now() - made.mtimeMs > LONGEST_GUARD_MS) await rm(guard, { force: true });
    else await delay(20);
  }
  try {
    return await take();
  } finally {
    await rm(guard, { force: true });
  }
}

const inUse = (root: string): StartError =>
  new StartError(
    `Another Clearpane is using ${root}. Stop it first, or set CLEARPANE_DATA to another directory.`,
  );

function socketPath(root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\clearpane-${name}`;
  const inside = join(root, 'lock');
  return inside.length <= LONGEST_SOCKET_PATH ? inside : join(tmpdir(), `clearpane-${name}.lock`);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}
