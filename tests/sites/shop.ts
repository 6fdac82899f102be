import type { IncomingHttpHeaders } from 'node:http';
import Fastify from 'fastify';
import { listen } from '../support/consent-site.ts';

/** An answer of a customer's server. */
export interface Answer {
  html?: string;
  script?: string;
  headers?: Record<string, string>;
}

/** A customer's site that a test writes: what it answers to each path. */
export interface Shop {
  readonly origin: string;
  answer: (path: string, headers: IncomingHttpHeaders) => Answer;
  close(): Promise<void>;
}

/** A page with something in its head and in its body. */
export const pageOf = (head: string, body = '<h1>Shop</h1>', title = 'Shop'): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

export async function startShop(): Promise<Shop> {
  const app = Fastify({ forceCloseConnections: true });
  app.get('/*', async (request, reply) => {
    const { html, script, headers } = shop.answer(
      new URL(request.url, 'http://shop').pathname,
      request.headers,
    );
    reply.type(script === undefined ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8');
    if (headers) reply.headers(headers);
    return script ?? html ?? '';
  });
  const shop: Shop = {
    origin: `http://www.shop.localhost:${await listen(app)}`,
    answer: () => ({}),
    close: () => app.close(),
  };
  return shop;
}
