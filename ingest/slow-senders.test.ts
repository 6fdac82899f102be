import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { ingestServer } from './server.ts';

const PATIENCE = 500;
let app: FastifyInstance | undefined;
const sockets: Socket[] = [];
/** No event comes through, so no part is ever asked. */
const nobody = {} as never;

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await app?.close();
  app = undefined;
});

/** Sends the beginning of a request, then byte after byte. Resolves when the server has closed the connection. */
async function drip(port: number, beginning: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(beginning);
  const dripping = setInterval(() => socket.write('a'), 20);
  await once(socket, 'close');
  clearInterval(dripping);
  return answer;
}

test.each([
  ['headers', 'POST /v1/events HTTP/1.1\r\nHost: x\r\nX-Long: '],
  [
    'body',
    'POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 60000\r\n\r\n',
  ],
])('senders that drip their %s are sent away, and nobody waits for them', async (_part, beginning) => {
  app = ingestServer({
    parts: {
      log: nobody,
      sites: nobody,
      organizations: nobody,
      pseudonyms: nobody,
      visitors: nobody,
      refusals: nobody,
      rate: { rate: 1, burst: 1 },
      now: () => 0,
    },
    script: {
      path: '/0/clearpane.js',
      integrity: '',
      versions: new Map(),
      current: Buffer.from(''),
    },
    trustedProxies: [],
    patience: PATIENCE,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  const began = performance.now();
  const dripping = Promise.all(Array.from({ length: 50 }, () => drip(port, beginning)));

  const meanwhile = await fetch(`http://127.0.0.1:${port}/health`);
  expect(meanwhile.status).toBe(200);
  expect(performance.now() - began).toBeLessThan(PATIENCE);

  const answers = await dripping;
  expect(performance.now() - began).toBeGreaterThanOrEqual(PATIENCE * 0.9);
  expect(new Set(answers.map((answer) => answer.slice(0, 12)))).toEqual(new Set(['HTTP/1.1 408']));
});
