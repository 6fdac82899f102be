import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Routing, RoutingRules } from '../contract-routing.ts';
import type { ApiParts } from '../parts.ts';
import { readRouting, saveRouting } from './routing.ts';

const tags = ['routing'];

/** Who hears of what nobody owns. */
export function routingRoutes({ database }: Pick<ApiParts, 'database'>): FastifyPluginAsyncTypebox {
  return async (app) => {
    const owner = { onRequest: app.allow('owner') };

    app.get(
      '/v1/routing',
      {
        ...owner,
        schema: { tags, summary: 'Territories, the round and the default', response: { 200: Routing } },
      },
      () => readRouting(database.db),
    );

    app.put(
      '/v1/routing',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Replace territories, the round and the default',
          body: RoutingRules,
          response: { 200: Routing },
        },
      },
      ({ body }) => saveRouting(database, body),
    );
  };
}
