import { mkdir } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen } from './support/consent-site.ts';
import { dataDirectory } from './support/product.ts';
import {
  caddyPath,
  loadWorker,
  missing,
  nginxPath,
  type RunningProxy,
  startCaddy,
  startExpress,
  startNginx,
} from './support/proxies.ts';

/** A visitor: another address than the proxy's. */
const VISITOR = '127.0.0.2';

interface Heard {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

let data: { path: string; remove: () => Promise<void> };
let server: FastifyInstance;
let upstream: number;
let heard: Heard[] = [];

/** What Clearpane would hear, and an answer with everything that must come back. */
beforeAll(async () => {
  data = await dataDirectory();
  server = Fastify({ forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.all('/*', async ({ method, url, headers, body }, reply) => {
    heard.push({ method, url, headers, body: typeof body === 'string' ? body : '' });
    return reply
      .code(503)
      .headers({
        'retry-after': '7',
        'cache-control': 'private, max-age=60',
        'access-control-allow-origin': 'https://www.shop.example',
        'set-cookie': 'clearpane_objection=1; Max-Age=34128000; Path=/; SameSite=Lax',
      })
      .send('later');
  });
  upstream = await listen(server);
});

afterAll(async () => {
  await server.close();
  await data.remove();
});

const SENT = {
  origin: 'https://www.shop.example',
  'user-agent': 'Mozilla/5.0',
  'sec-gpc': '1',
  'content-type': 'text/plain;charset=UTF-8',
  cookie: 'session=secret; clearpane_objection=1; other=2',
  'x-forwarded-for': '203.0.113.7',
};
const BODY = JSON.stringify({
  site: 'cp_site',
  events: [{ name: 'page_view', url: 'https://www.shop.example/ü' }],
});

/** As a browser at the visitor's address. */
function send(port: number, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port, path, headers, localAddress: VISITOR, method: body ? 'POST' : 'GET' },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

async function place(name: string): Promise<{ directory: string; upstream: number }> {
  const directory = join(data.path, name);
  await mkdir(directory);
  return { directory, upstream };
}

/** Everything that a recipe promises. */
function holdTo(answer: Answer, [first]: readonly Heard[], visitor: string): void {
  expect(first).toMatchObject({ method: 'POST', url: '/v1/events?x=1', body: BODY });
  expect(first?.headers).toMatchObject({
    origin: SENT.origin,
    'user-agent': SENT['user-agent'],
    'sec-gpc': '1',
    'content-type': SENT['content-type'],
    cookie: 'clearpane_objection=1',
    'x-forwarded-for': visitor,
  });
  expect(answer).toMatchObject({ status: 503, body: 'later' });
  expect(answer.headers).toMatchObject({
    'retry-after': '7',
    'cache-control': 'private, max-age=60',
    'access-control-allow-origin': SENT.origin,
  });
  expect([answer.headers['set-cookie']].flat()).toEqual([
    expect.stringMatching(/^clearpane_objection=1; Max-Age=34128000/),
  ]);
}

describe.each([
  { name: 'nginx', path: nginxPath, start: startNginx },
  { name: 'caddy', path: caddyPath, start: startCaddy },
  { name: 'express', path: process.execPath, start: startExpress },
])('$name', ({ name, path, start }) => {
  test.skipIf(path === undefined)(
    `the recipe of the documentation keeps its promises${path ? '' : ` (${missing(name)})`}`,
    async () => {
      const proxy: RunningProxy = await start(await place(name));
      try {
        heard = [];
        holdTo(await send(proxy.port, '/v1/events?x=1', SENT, BODY), heard, VISITOR);

        // Cookies of the site alone are not passed on at all.
        const { cookie: _, ...rest } = SENT;
        heard = [];
        await send(proxy.port, '/s/cp_site.js', { ...rest, cookie: 'session=secret' });
        await send(proxy.port, '/clearpane.js', rest);
        await send(proxy.port, '/0123456789ab/clearpane.js', rest);
        await send(proxy.port, '/consent/sha256-a+b/c=', rest);
        await send(proxy.port, '/privacy/cp_site', rest);
        expect(heard.map(({ url }) => url)).toEqual([
          '/s/cp_site.js',
          '/clearpane.js',
          '/0123456789ab/clearpane.js',
          '/consent/sha256-a+b/c=',
          '/privacy/cp_site',
        ]);
        expect(heard.map(({ headers }) => headers.cookie || '')).toEqual(['', '', '', '', '']);
        expect(new Set(heard.map(({ headers }) => headers['x-forwarded-for']))).toEqual(new Set([VISITOR]));
      } finally {
        await proxy.stop();
      }
    },
    60_000,
  );
});

test('cloudflare: the recipe of the documentation keeps its promises', async () => {
  const worker = await loadWorker(await place('cloudflare'));
  const visit = (path: string, init: RequestInit = {}) =>
    worker(
      new Request(`https://www.shop.example${path}`, {
        headers: { ...SENT, 'cf-connecting-ip': VISITOR },
        ...init,
      }),
    );
  heard = [];
  const response = await visit('/v1/events?x=1', { method: 'POST', body: BODY });
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  const answer = {
    status: response.status,
    headers: { ...headers, 'set-cookie': response.headers.getSetCookie() },
    body: await response.text(),
  };
  holdTo(answer, heard, VISITOR);
  heard = [];
  await visit('/s/cp_site.js', { headers: { cookie: 'session=secret', 'cf-connecting-ip': VISITOR } });
  expect(heard.map(({ headers }) => headers.cookie ?? '')).toEqual(['']);
});
