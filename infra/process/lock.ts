import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from './stop.ts';

/** Paths of sockets are at most 104 bytes on some systems. */
const LONGEST_SOCKET_PATH = 100;

/**
 * Makes sure that one process uses a data directory. A socket that answers is a process that lives, which no
 * file with a process id in it can say; one that was left by a killed process does not answer.
 *
 * @returns a function that gives the directory free
 * @throws StartError when another process uses it
 */
export async function lockDirectory(root: string): Promise<() => Promise<void>> {
  const path = socketPath(root);
  for (;;) {
    const server = createServer((socket) => socket.end());
    server.unref();
    try {
      await listen(server, path);
      return () => new Promise((resolve) => server.close(() => resolve()));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
        throw new StartError(`The data directory ${root} can not be locked: ${(cause as Error).message}`, {
          cause,
        });
      }
    }
    if (await answers(path)) throw inUse(root);
    if (!(await putAway(path))) throw inUse(root);
  }
}

/**
 * Takes a socket that nobody answers out of the way. Of several processes that start together, another may have
 * been faster, so that what is taken away is its socket and not the old one: then it is put back.
 *
 * @returns false when the socket belongs to a process that lives
 */
async function putAway(path: string): Promise<boolean> {
  const aside = `${path}-${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    // Somebody else did it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  const lives = await answers(aside);
  if (lives) await rename(aside, path);
  else await rm(aside, { force: true });
  return !lives;
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
