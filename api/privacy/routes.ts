import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DAY, dayOf } from '../../policy/time.ts';
import { PrivacyOverview, Refusals } from '../contract.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { findSite } from '../sites/sites.ts';
import { assessmentRoutes } from './assessment-routes.ts';
import { Changes } from './change.ts';
import { killRoutes } from './kill-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { privacyOverview } from './overview.ts';
import { policyRoutes } from './policy-routes.ts';
import { proposalRoutes } from './proposal-routes.ts';
import { refusalsOf } from './refusals.ts';
import { SiteId, tags } from './route-parts.ts';
import { simulatorRoutes } from './simulator-routes.ts';

/** Everything a privacy officer decides and sees. */
export function privacyRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  const { database, warehouse, now } = parts;
  const policies = { ...parts, changes: new Changes(now) };
  return async (app) => {
    await app.register(policyRoutes(policies));
    await app.register(proposalRoutes(policies));
    await app.register(killRoutes(policies));
    await app.register(assessmentRoutes(parts));
    await app.register(noticeRoutes(parts));
    await app.register(simulatorRoutes(parts));
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
