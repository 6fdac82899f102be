import type { FastifyInstance } from 'fastify';
import { type Fields, readObject } from '../fields.ts';
import { type Door, isOurPage, mayAnswer, requesterOf, WRITING } from './door.ts';
import { suppressible } from './has-objected.ts';
import { objectionCookie } from './objection-cookie.ts';
import { readObjection } from './read-consent.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Objection: by script from a page of the site, or by a plain form from the page of the notice. */
export function objectionRoutes(app: FastifyInstance, door: Door): void {
  const { visitors, pseudonyms, find, ingestUrl, now } = door;
  app.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => done(null, body));

  app.post('/v1/objection', { onRequest: door.turnstile(WRITING) }, async (request, reply) => {
    const byForm = request.headers['content-type']?.startsWith(FORM) === true;
    const { site: key, visitor } = readObjection(byForm ? readForm(request.body) : readObject(request.body));
    const site = find(key);
    if (mayAnswer(site, request) || (site.id !== 0 && isOurPage(door, request))) {
      const requester = requesterOf(request, { site, number: visitor, now: now() });
      await visitors.object(suppressible(pseudonyms, requester));
      reply.header(
        'set-cookie',
        objectionCookie(request.protocol === 'https' || ingestUrl.startsWith('https:')),
      );
    }
    // The page of the notice says what came of it.
    if (byForm) return reply.redirect(`/privacy/${encodeURIComponent(key)}`, 303);
    return reply.code(204).send();
  });
}

const readForm = (body: unknown): Fields => Object.fromEntries(new URLSearchParams(String(body)));
