import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { StartError } from './stop.ts';

/**
 * Makes sure that one process uses a data directory. A name that the operating system gives to one process at a time,
 * and frees when that process dies, says what no file with a process id in it can say.
 *
 * Where processes do not share names (containers with one volume), the warehouse's own lock on its files refuses the
 * second one.
 *
 * @returns a function that gives the directory free
 * @throws StartError when another process uses it
 */
export async function lockDirectory(root: string): Promise<() => Promise<void>> {
  const path = nameFor(root);
  // Only a socket that lies in the file system can be left behind by a process that was killed.
  if (path.startsWith('/') && !(await answers(path))) await rm(path, { force: true });
  const server = createServer((socket) => socket.end());
  server.unref();
  try {
    await listen(server, path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw directoryInUse(root, cause);
    throw new StartError(`The data directory ${root} can not be locked: ${message}`, { cause });
  }
  return () => new Promise((resolve) => server.close(() => resolve()));
}

export const directoryInUse = (root: string, cause: unknown): StartError =>
  new StartError(
    `Another Clearpane is using ${root}. Stop it first, or set CLEARPANE_DATA to another directory.`,
    { cause },
  );

function nameFor(root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  if (process.platform === 'linux') return `\0clearpane-${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\clearpane-${name}`;
  // Short, because paths of sockets may be no longer than a hundred bytes.
  return `/tmp/clearpane-${name}.lock`;
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
