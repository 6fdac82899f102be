import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DAY, dayOf } from '../../policy/time.ts';
import { MatchQuality } from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';
import { SiteId } from '../privacy/route-parts.ts';
import { ProblemError } from '../problem.ts';
import { findSite } from '../sites/sites.ts';
import { matchQuality } from './match-quality.ts';

/** Counts of how matches came out: for everybody who works with them. */
export function matchQualityRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/sites/:site/match-quality',
      {
        onRequest: app.allow('owner', 'privacy_officer', 'sales'),
        schema: {
          tags: ['corrections'],
          summary: 'How matches came out by day, corrections by kind, agreement with e-mail domains',
          params: SiteId,
          querystring: Type.Object({
            from: Type.Optional(Type.String({ format: 'date', description: 'Default: 30 days ago' })),
            to: Type.Optional(Type.String({ format: 'date', description: 'Default: today' })),
          }),
          response: { 200: MatchQuality },
        },
      },
      async ({ params: { site }, query }) => {
        await findSite(parts.database, site);
        const to = query.to ?? dayOf(parts.now());
        const from = query.from ?? dayOf(Date.parse(to) - 29 * DAY);
        if (from > to) throw new ProblemError(400, 'empty_range', '"from" must not lie after "to".');
        return matchQuality(parts, { site, from, to });
      },
    );
  };
}
