import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections (from 32768 on Linux): whoever connects meanwhile takes none of them. */
const FIRST = 16_000;
const COUNT = 16_000;

/** Each process begins somewhere else and gives no port twice, so that what starts slowly still finds its own free. */
let next = Math.floor(Math.random() * COUNT);

/** Ports of this machine that nobody uses now. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let tried = 0; ports.length < count; tried += 1) {
    if (tried === COUNT) throw new Error('no port is free');
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

/** On every address: somebody may listen on another one. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
