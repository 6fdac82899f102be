import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DEFAULT_LIMIT, Limit, SiteId } from '../contract.ts';
import { HeldBackPage, HeldBackReason } from '../contract-my-alerts.ts';
import type { ApiParts } from '../parts.ts';
import { listHeldBack } from './held-back.ts';

/** What nobody was told, or not at once, and why. */
export function heldBackRoutes({ database }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/sites/:site/held-back',
      {
        onRequest: app.allow('owner', 'sales'),
        schema: {
          tags: ['alerts'],
          summary: 'What was held back, the newest first. Sales sees nothing of colleagues',
          params: Type.Object({ site: SiteId }),
          querystring: Type.Object({
            reason: Type.Optional(HeldBackReason),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Limit,
          }),
          response: { 200: HeldBackPage },
        },
      },
      ({ params, query, person }) =>
        listHeldBack(database, {
          site: params.site,
          reason: query.reason,
          reader: { id: person?.id ?? '', seesOthers: person?.role === 'owner' },
          cursor: query.cursor,
          limit: query.limit ?? DEFAULT_LIMIT,
        }),
    );
  };
}
