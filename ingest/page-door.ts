import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { MalformedRequest } from './problem.ts';

/**
 * What all doors for pages of customers' sites have in common. Any origin is let in with its cookies, so that an
 * objection is seen wherever it was made; whose pages count is decided by the steps, and no answer holds a secret.
 */
export async function openToPages(app: FastifyInstance): Promise<void> {
  await app.register(cors, {
    origin: true,
    credentials: true,
    methods: ['GET', 'POST'],
    exposedHeaders: ['retry-after'],
    maxAge: 86_400,
  });
  // The body stays text until the first step: what is wrong with it is that step's to say.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['text/plain', 'application/json'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  app.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    // Nothing is unpacked here, so nothing can burst.
    if (encoding === undefined || encoding === 'identity') done();
    else done(new MalformedRequest(415, 'unsupported_encoding', 'Send the body without compression.'));
  });
}
