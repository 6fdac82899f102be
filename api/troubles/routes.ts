import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Trouble } from '../contract-troubles.ts';
import type { ApiParts } from '../parts.ts';

/** What does not go on as it should. Everybody may know what is missing in what they read. */
export function troubleRoutes({ troubles }: Pick<ApiParts, 'troubles'>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/troubles',
      {
        onRequest: app.allow('owner', 'privacy_officer', 'sales'),
        schema: {
          tags: ['installation'],
          summary: 'What does not go on as it should now, and since when; empty where all is well',
          response: { 200: Type.Array(Trouble) },
        },
      },
      async () => troubles().map((each) => ({ ...each, since: new Date(each.since).toISOString() })),
    );
  };
}
