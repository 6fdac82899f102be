import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Done, Install, NewSite, Site, SiteId } from '../contract.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { installOf } from './install.ts';
import { changeSite, createSite, findSite, listSites, removeSite } from './sites.ts';

const OfSite = Type.Object({ site: SiteId });
const tags = ['sites'];

export function siteRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  const { database, warehouse } = parts;
  return async (app) => {
    const anybody = { onRequest: app.allowKeys('alerts:read', 'owner', 'privacy_officer', 'sales') };
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };
    const owner = { onRequest: app.allow('owner') };

    app.get(
      '/v1/sites',
      { ...anybody, schema: { tags, summary: 'All sites', response: { 200: Type.Array(Site) } } },
      () => listSites(database),
    );

    app.post(
      '/v1/sites',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Add a site. It collects nothing until a privacy officer chooses a policy',
          body: NewSite,
          response: { 201: Site },
        },
      },
      async (request, reply) => {
        const site = await createSite(database, request.body, request.person?.name ?? '');
        return reply.code(201).send(site);
      },
    );

    app.patch(
      '/v1/sites/:site',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Rename a site or change its domains',
          params: OfSite,
          body: NewSite,
          response: { 200: Site },
        },
      },
      async ({ params, body }) => {
        await findSite(database, params.site);
        return changeSite(database, params.site, body);
      },
    );

    app.delete(
      '/v1/sites/:site',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Remove a site and everything collected for it',
          params: OfSite,
          response: { 204: Done },
        },
      },
      async ({ params }, reply) => {
        await removeSite(database, warehouse, params.site);
        return reply.code(204).send();
      },
    );

    app.get(
      '/v1/sites/:site/install',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'The script tag, and whether events arrive',
          params: OfSite,
          response: { 200: Install },
        },
      },
      async ({ params }) => installOf(parts, await findSite(database, params.site)),
    );

    app.delete(
      '/v1/demo',
      {
        ...owner,
        schema: { tags, summary: 'Remove the demo site and everything it made', response: { 204: Done } },
      },
      async (_request, reply) => {
        const demos = (await listSites(database)).filter((site) => site.demo);
        if (demos.length === 0) throw new ProblemError(404, 'no_demo', 'There is no demo site.');
        for (const site of demos) await removeSite(database, warehouse, site.id);
        return reply.code(204).send();
      },
    );
  };
}
