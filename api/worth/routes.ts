import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { SiteId } from '../contract.ts';
import { Worth } from '../contract-windows.ts';
import type { ApiParts } from '../parts.ts';
import { findSite } from '../sites/sites.ts';
import { worthOf } from './worth.ts';

/** Were the alerts worth it? */
export function worthRoutes({ database, now }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/sites/:site/worth',
      {
        onRequest: app.allow('owner', 'sales'),
        schema: {
          tags: ['alerts'],
          summary: 'What became of alerts, by rule',
          params: Type.Object({ site: SiteId }),
          querystring: Type.Object({
            days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, default: 30 })),
          }),
          response: { 200: Worth },
        },
      },
      async ({ params, query }) => {
        await findSite(database, params.site);
        return worthOf(database, { site: params.site, days: query.days ?? 30, now: now() });
      },
    );
  };
}
