import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePorts } from './free-ports.ts';

test('a port is given once, and not where somebody listens', async () => {
  const [first = 0] = await freePorts(1);
  const server = createServer().listen(first + 1, '127.0.0.1');
  await once(server, 'listening');
  const more = await freePorts(20);
  server.close();
  expect(more).not.toContain(first);
  expect(more).not.toContain(first + 1);
  expect(new Set(more).size).toBe(20);
});
