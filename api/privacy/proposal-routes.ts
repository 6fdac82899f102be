import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Decided, PolicyPage } from '../contract-privacy.ts';
import { policyPage } from './policy-page.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { approve, decline, withdraw } from './proposals.ts';
import { MOST, personOf, SiteId, tags } from './route-parts.ts';

const ProposalId = Type.Object({
  ...SiteId.properties,
  proposal: Type.Integer({ minimum: 1, maximum: MOST }),
});

const DECISIONS = [
  ['approve', approve, 'Put a proposal in force; not by its author'],
  ['decline', decline, 'Refuse a proposal'],
  ['withdraw', withdraw, 'Take a proposal back; by its author'],
] as const;

/** What a second officer says to a policy that widens. */
export function proposalRoutes(parts: PrivacyParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const officer = { onRequest: app.allow('privacy_officer') };
    for (const [name, decide, summary] of DECISIONS) {
      app.post(
        `/v1/sites/:site/proposals/:proposal/${name}`,
        {
          ...officer,
          schema: { tags, summary, params: ProposalId, body: Decided, response: { 200: PolicyPage } },
        },
        async (request) => {
          const { site, proposal } = request.params;
          const person = personOf(request);
          await decide(parts, { site, proposal, person, reason: request.body.reason?.trim() || null });
          return policyPage(parts, site, person);
        },
      );
    }
  };
}
