import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Incident } from '../contract-windows.ts';
import type { ApiParts } from '../parts.ts';

/** Newest that are listed. There should be none. */
const MOST = 200;

/** What the rules forbid and something stopped. */
export function incidentRoutes({ database }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/incidents',
      {
        onRequest: app.allow('owner', 'privacy_officer'),
        schema: {
          tags: ['privacy'],
          summary: 'Incidents, the newest first',
          response: { 200: Type.Array(Incident) },
        },
      },
      async () => {
        const rows = await database.db
          .selectFrom('incidents')
          .select(['kind', 'subject', 'detail', 'at'])
          .orderBy('seq', 'desc')
          .limit(MOST)
          .execute();
        return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
      },
    );
  };
}
