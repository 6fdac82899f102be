import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  ChangeRule,
  ListedRule,
  RuleBody,
  RuleOrder,
  RuleRefused,
  RuleTemplate,
  RuleVersions,
  Saved,
  SwitchRule,
} from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { personOf, SiteId } from '../privacy/route-parts.ts';
import { findSite } from '../sites/sites.ts';
import { changeRule, createRule, orderRules, removeRule, switchRule } from './change-rules.ts';
import { refusedRules } from './refused.ts';
import { listRules, ruleVersions, siteTopics } from './rules.ts';
import { ruleTemplates } from './templates.ts';
import { trialRoutes } from './trial-routes.ts';

const tags = ['rules'];
const RuleId = Type.Object({ ...SiteId.properties, rule: Type.String({ minLength: 1, maxLength: 100 }) });

/** Rules that open windows. */
export function ruleRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  const { database, now } = parts;
  return async (app) => {
    await app.register(trialRoutes(parts));
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };
    const readers = { onRequest: app.allowKeys('alerts:read', 'owner', 'privacy_officer', 'sales') };
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };
    const answers = { params: SiteId, response: { 200: Saved } };

    app.get(
      '/v1/sites/:site/rules',
      {
        ...readers,
        schema: {
          tags,
          summary: 'Rules in the order that people set, each as its sentence',
          params: SiteId,
          response: { 200: Type.Array(ListedRule) },
        },
      },
      async ({ params: { site } }) => {
        await findSite(database, site);
        return listRules(database.db, site, now());
      },
    );

    app.get(
      '/v1/sites/:site/rules/templates',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'The usual rules, with topics of the site',
          params: SiteId,
          response: { 200: Type.Array(RuleTemplate) },
        },
      },
      async ({ params: { site } }) => {
        await findSite(database, site);
        return ruleTemplates((await siteTopics(database.db, site)).values());
      },
    );

    app.get(
      '/v1/sites/:site/rules/refused',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Rules and topics that somebody wanted to save and could not',
          params: SiteId,
          response: { 200: Type.Array(RuleRefused) },
        },
      },
      async ({ params: { site } }) => {
        await findSite(database, site);
        return refusedRules(database, site);
      },
    );

    app.get(
      '/v1/sites/:site/rules/:rule',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'All versions of a rule, the newest first',
          params: RuleId,
          response: { 200: RuleVersions },
        },
      },
      ({ params: { site, rule } }) => ruleVersions(database.db, site, rule),
    );

    app.post(
      '/v1/sites/:site/rules',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Add a rule. One that would profile is refused with its reason',
          params: SiteId,
          body: RuleBody,
          response: { 201: Saved },
        },
      },
      async (request, reply) => {
        const edit = { site: request.params.site, person: personOf(request) };
        await findSite(database, edit.site);
        return reply.code(201).send(await createRule(parts, edit, request.body));
      },
    );

    app.put(
      '/v1/sites/:site/rules/:rule',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Change a rule by a new version',
          params: RuleId,
          body: ChangeRule,
          response: { 200: Saved },
        },
      },
      async (request) => {
        const { site, rule: id } = request.params;
        const { version, rule: written } = request.body;
        await findSite(database, site);
        return changeRule(parts, { site, person: personOf(request) }, { id, version, written });
      },
    );

    app.put(
      '/v1/sites/:site/rules/order',
      {
        ...keepers,
        schema: { tags, summary: 'Put all rules in another order', ...answers, body: RuleOrder },
      },
      async ({ params: { site }, body: { rules } }) => {
        await findSite(database, site);
        return orderRules(parts, site, rules);
      },
    );

    app.post(
      '/v1/sites/:site/rules/:rule/switch',
      {
        ...keepers,
        schema: { tags, summary: 'Switch a rule off or on', ...answers, params: RuleId, body: SwitchRule },
      },
      async (request) => {
        const { site, rule } = request.params;
        const edit = { site, person: personOf(request) };
        await findSite(database, site);
        return switchRule(parts, edit, rule, request.body.active);
      },
    );

    app.delete(
      '/v1/sites/:site/rules/:rule',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Switch a rule off for ever; its history stays',
          ...answers,
          params: RuleId,
        },
      },
      async (request) => {
        const { site, rule } = request.params;
        await findSite(database, site);
        return removeRule(parts, { site, person: personOf(request) }, rule);
      },
    );
  };
}
