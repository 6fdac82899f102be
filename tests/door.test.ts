import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../infra/engines/free-ports.ts';
import { dataDirectory } from './support/product.ts';
import { caddyPath, missing } from './support/proxies.ts';

const AGENT = 'Mozilla/5.0 (a browser that nobody else has)';
const PAGE = 'https://shop.example/a-page-of-theirs';

describe.skipIf(caddyPath === undefined)(
  `the door of compose.yaml${caddyPath ? '' : ` (${missing('caddy')})`}`,
  () => {
    let data: { path: string; remove: () => Promise<void> };
    let door: ChildProcess;
    let url: string;
    let output = '';

    beforeAll(async () => {
      data = await dataDirectory();
      const [dashboard = 0, ingest = 0, administration = 0] = await freePorts(3);
      url = `http://127.0.0.1:${ingest}`;
      door = spawn(caddyPath ?? '', ['run', '--config', 'infra/Caddyfile', '--adapter', 'caddyfile'], {
        env: {
          HOME: data.path,
          CADDY_ADMIN: `127.0.0.1:${administration}`,
          CLEARPANE_DASHBOARD_NAME: `http://127.0.0.1:${dashboard}`,
          CLEARPANE_INGEST_NAME: url,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      door.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    });

    afterAll(async () => {
      const ended = once(door, 'exit');
      door.kill('SIGTERM');
      await ended;
      await data.remove();
    });

    test('an error is logged without who asked, with what and from where', async () => {
      await expect.poll(() => output, { timeout: 20_000 }).toContain('serving initial configuration');
      // Nobody is known as `ingest` here, as while it is replaced.
      const headers = { 'user-agent': AGENT, referer: PAGE };
      const answer = await fetch(`${url}/v1/events?from=here`, { method: 'POST', body: '{}', headers });
      expect(answer.status).toBe(502);
      expect(answer.headers.get('alt-svc')).toBeNull();
      await expect.poll(() => output).toContain('"status":502');
      for (const told of ['"remote_ip"', '"client_ip"', AGENT, PAGE, '/v1/events']) {
        expect(output).not.toContain(told);
      }
    });
  },
);
