import type { FastifyPluginAsync } from 'fastify';
import type { Database } from '../../infra/database/database.ts';
import { openToPages } from '../page-door.ts';
import { consentRoutes } from './consent-routes.ts';
import { onlyForThisVisitor, openDoor, READING, type VisitorParts } from './door.ts';
import { noticeRoutes } from './notice-routes.ts';
import { objectionRoutes } from './objection-routes.ts';
import { policyFor } from './policy-for.ts';

/** When what is said about Global Privacy Control was last changed. */
const GPC_SUPPORT = { gpc: true, lastUpdate: '2026-11-25' };

/** Seconds that a page may go by a policy: an objection or a saved policy works on the server at once. */
const POLICY_LIFETIME = 60;

/** Everything that visitors and their pages ask and say, beside events. */
export function visitorRoutes(parts: VisitorParts & { database: Database }): FastifyPluginAsync {
  const door = openDoor(parts);
  return async (app) => {
    app.register(async (pages) => {
      await openToPages(pages);
      const policy = policyFor(parts);
      pages.get<{ Params: { key: string } }>(
        '/v1/policy/:key',
        { onRequest: door.turnstile(READING) },
        async (request, reply) => {
          onlyForThisVisitor(reply, POLICY_LIFETIME);
          return policy(request.params.key, request.ip);
        },
      );
      consentRoutes(pages, door);
      objectionRoutes(pages, door);
    });
    app.get('/.well-known/gpc.json', async (_request, reply) => {
      reply.headers({ 'cache-control': 'public, max-age=86400', 'access-control-allow-origin': '*' });
      return GPC_SUPPORT;
    });
    app.register(async (notices) => noticeRoutes(notices, door, parts.database));
  };
}
