import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Floor, FloorBody, RuleBody, RuleCheck, Tried, TryRequest } from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { personOf, SiteId } from '../privacy/route-parts.ts';
import { findSite } from '../sites/sites.ts';
import { checkRule } from './check-rule.ts';
import { floorOf, raiseFloor } from './floors.ts';
import { tryRule } from './try-rule.ts';

const tags = ['rules'];
const NextOf = Type.Object({ of: Type.Optional(Type.String({ maxLength: 100 })) });

/** What a rule says and would have done, before anybody saves it; and what no rule can go below. */
export function trialRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  const { database } = parts;
  return async (app) => {
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };
    const officer = { onRequest: app.allow('privacy_officer') };

    app.post(
      '/v1/sites/:site/rules/check',
      {
        ...anybody,
        schema: {
          tags,
          summary:
            'A rule as its sentence, or the reason why it can be none; `of` is the rule that it changes',
          params: SiteId,
          querystring: NextOf,
          body: RuleBody,
          response: { 200: RuleCheck },
        },
      },
      async ({ params: { site }, query, body }) => {
        await findSite(database, site);
        return checkRule(parts, site, { written: body, id: query.of });
      },
    );

    app.post(
      '/v1/sites/:site/rules/try',
      {
        ...anybody,
        schema: {
          tags,
          summary:
            'The alerts that a rule would have brought in the last days, and what stricter privacy would leave',
          params: SiteId,
          body: TryRequest,
          response: { 200: Tried },
        },
      },
      async (request) => {
        const { site } = request.params;
        const { rule, id, days, stricter } = request.body;
        await findSite(database, site);
        return tryRule(parts, { site, written: rule, id, days, stricter, person: personOf(request) });
      },
    );

    app.get(
      '/v1/sites/:site/floor',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'How much must be seen of an organization before sales hear of it',
          params: SiteId,
          response: { 200: Floor },
        },
      },
      async ({ params: { site } }) => {
        await findSite(database, site);
        return floorOf(database.db, site);
      },
    );

    app.post(
      '/v1/sites/:site/floor',
      {
        ...officer,
        schema: {
          tags,
          summary: 'Raise the floor. It is never lowered',
          params: SiteId,
          body: FloorBody,
          response: { 200: Floor },
        },
      },
      async (request) => {
        const { site } = request.params;
        await findSite(database, site);
        return raiseFloor(parts, { site, person: personOf(request) }, request.body);
      },
    );
  };
}
