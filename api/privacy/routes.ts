import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DAY, dayOf } from '../../policy/time.ts';
import { PrivacyOverview, Refusals } from '../contract.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { findSite } from '../sites/sites.ts';
import { privacyOverview } from './overview.ts';
import { refusalsOf } from './refusals.ts';

const tags = ['privacy'];
const SiteId = Type.Object({ site: Type.Integer({ minimum: 1 }) });

export function privacyRoutes({ database, warehouse, now }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };

    app.get(
      '/v1/sites/:site/privacy',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'What is collected at which level, and under which policy',
          params: SiteId,
          response: { 200: PrivacyOverview },
        },
      },
      async ({ params: { site } }) => {
        await findSite(database, site);
        return privacyOverview(database, site);
      },
    );

    app.get(
      '/v1/sites/:site/refusals',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'Events that were refused, or only counted, by reason and day',
          params: SiteId,
          querystring: Type.Object({
            from: Type.Optional(Type.String({ format: 'date', description: 'Default: 30 days ago' })),
            to: Type.Optional(Type.String({ format: 'date', description: 'Default: today' })),
          }),
          response: { 200: Refusals },
        },
      },
      async ({ params: { site }, query }) => {
        await findSite(database, site);
        const to = query.to ?? dayOf(now());
        const from = query.from ?? dayOf(Date.parse(to) - 29 * DAY);
        if (from > to) throw new ProblemError(400, 'empty_range', '"from" must not lie after "to".');
        return refusalsOf(warehouse, { site, from, to });
      },
    );
  };
}
