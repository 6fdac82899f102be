import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { ProblemError } from './problem.ts';

/** Serves the built dashboard: files with a hash in their name for ever, the page itself never cached. */
export function dashboard(options: { directory: string }): FastifyPluginAsync {
  return async (app) => {
    const page = await readFile(join(options.directory, 'index.html'), 'utf8');
    await app.register(fastifyStatic, {
      root: join(options.directory, 'assets'),
      prefix: '/assets/',
      index: false,
      immutable: true,
      maxAge: '365d',
      decorateReply: false,
    });
    // Every other address is the dashboard's own to route, except the API's.
    app.get('/*', { schema: { hide: true } }, async (request, reply) => {
      if (/^\/(v1|assets|docs)(\/|$)/.test(request.url)) {
        throw new ProblemError(404, 'not_found', 'There is nothing at this address.');
      }
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page.replaceAll('%NONCE%', reply.cspNonce.style));
    });
  };
}
