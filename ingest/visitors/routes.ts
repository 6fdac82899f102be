import type { FastifyPluginAsync } from 'fastify';
import type { Database } from '../../infra/database/database.ts';
import { consentRoutes } from './consent-routes.ts';
import { type Door, onlyForThisVisitor, READING } from './door.ts';
import { noticeRoutes } from './notice-routes.ts';
import { objectionRoutes } from './objection-routes.ts';
import { policyFor } from './policy-for.ts';

/** When what is said about Global Privacy Control was last changed. */
const GPC_SUPPORT = { gpc: true, lastUpdate: '2026-11-25' };

/** Seconds that a page may go by a policy; the server goes by the newest at once. */
const POLICY_LIFETIME = 60;

/** What pages of customers' sites ask and say for their visitors, beside events. */
export function visitorRoutes(door: Door): FastifyPluginAsync {
  return async (app) => {
    const policy = policyFor(door);
    app.get<{ Params: { key: string } }>(
      '/v1/policy/:key',
      { onRequest: door.turnstile(READING) },
      async (request, reply) => {
        onlyForThisVisitor(reply, POLICY_LIFETIME);
        return policy(request.params.key, request.ip, request.headers.cookie);
      },
    );
    consentRoutes(app, door);
    objectionRoutes(app, door);
  };
}

/** What visitors read on our own pages. */
export function noticePages(door: Door, database: Database): FastifyPluginAsync {
  return async (app) => {
    app.get('/.well-known/gpc.json', async (_request, reply) => {
      reply.headers({ 'cache-control': 'public, max-age=86400', 'access-control-allow-origin': '*' });
      return GPC_SUPPORT;
    });
    app.register(async (notices) => noticeRoutes(notices, door, database));
  };
}
