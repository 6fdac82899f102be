import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { KillRequest, KillSwitch, PolicyPage } from '../contract-privacy.ts';
import { killAll, killSwitch } from './kill-all.ts';
import { killSite } from './kill-site.ts';
import { policyPage } from './policy-page.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { personOf, SiteId, tags } from './route-parts.ts';

/** The kill switches: for one site and for all. */
export function killRoutes(parts: PrivacyParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };

    app.post(
      '/v1/sites/:site/kill',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Switch collection for a site off at once; on again it is a policy that widens',
          params: SiteId,
          body: KillRequest,
          response: { 200: PolicyPage },
        },
      },
      async (request) => {
        const person = personOf(request);
        await killSite(parts, request.params.site, request.body, person);
        return policyPage(parts, request.params.site, person);
      },
    );

    app.get(
      '/v1/kill',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'The switch for all sites, and who turned it',
          response: { 200: KillSwitch },
        },
      },
      (request) => killSwitch(parts, personOf(request)),
    );

    app.post(
      '/v1/kill',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Switch collection for all sites off, or, by another officer, on again',
          body: KillRequest,
          response: { 200: KillSwitch },
        },
      },
      async (request) => {
        const person = personOf(request);
        await killAll(parts, request.body, person);
        return killSwitch(parts, person);
      },
    );
  };
}
