import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  PolicyHistory,
  PolicyPage,
  PolicyPreview,
  PolicyPreviewed,
  PolicySave,
  PolicySaved,
} from '../contract-privacy.ts';
import { findSite } from '../sites/sites.ts';
import { policyPage, previewPolicy } from './policy-page.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { personOf, SiteId, tags } from './route-parts.ts';
import { savePolicy } from './save-policy.ts';
import { policyVersions } from './versions.ts';

/** The site policy: what is in force, what a draft would do, saving one, and what was in force before. */
export function policyRoutes(parts: PrivacyParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };
    const officer = { onRequest: app.allow('privacy_officer') };

    app.get(
      '/v1/sites/:site/policy',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'The policy in force, what comes of it under each law, and the proposal that waits',
          params: SiteId,
          response: { 200: PolicyPage },
        },
      },
      (request) => policyPage(parts, request.params.site, personOf(request)),
    );

    app.post(
      '/v1/sites/:site/policy/preview',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'What a draft would do, over every case there is; saves nothing',
          params: SiteId,
          body: PolicyPreview,
          response: { 200: PolicyPreviewed },
        },
      },
      ({ params, body }) => previewPolicy(parts, params.site, body.policy),
    );

    app.put(
      '/v1/sites/:site/policy',
      {
        ...officer,
        schema: {
          tags,
          summary: 'Save a policy: in force at once when it only narrows, else proposed to a second officer',
          params: SiteId,
          body: PolicySave,
          response: { 200: PolicySaved },
        },
      },
      (request) => savePolicy(parts, request.params.site, request.body, personOf(request)),
    );

    app.get(
      '/v1/sites/:site/policy/versions',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Every version of the policy with who, when and why, newest first',
          params: SiteId,
          response: { 200: PolicyHistory },
        },
      },
      async ({ params: { site } }) => {
        await findSite(parts.database, site);
        return policyVersions(parts.database.db, site);
      },
    );
  };
}
