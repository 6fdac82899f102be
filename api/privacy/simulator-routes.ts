import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Simulation, SimulatorRequest } from '../contract-privacy.ts';
import type { ApiParts } from '../parts.ts';
import { SiteId, tags } from './route-parts.ts';
import { simulate } from './simulator.ts';
import { siteRecord } from './site-state.ts';

/** The simulator: questions to the gate that nobody's visit asked. */
export function simulatorRoutes({ database, now }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/v1/sites/:site/policy/simulate',
      {
        onRequest: app.allow('owner', 'privacy_officer', 'sales'),
        schema: {
          tags,
          summary: 'What the gate would say to a visit that is made up, with every reason and its source',
          params: SiteId,
          body: SimulatorRequest,
          response: { 200: Simulation },
        },
      },
      async ({ params, body }) => simulate(await siteRecord(database.db, params.site), body, now()),
    );
  };
}
