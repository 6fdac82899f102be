import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { readTopic } from '../../policy/topic-draft.ts';
import {
  Saved,
  Topic,
  TopicBody,
  TopicOrder,
  TopicPreview,
  TopicPreviewRequest,
  TopicSuggestion,
} from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { MOST, personOf, SiteId } from '../privacy/route-parts.ts';
import { findSite } from '../sites/sites.ts';
import { changeTopic, createTopic, orderTopics, removeTopic } from './change-topics.ts';
import { previewOf, seenPages, suggestionsFrom } from './seen-pages.ts';
import { topicsOf } from './topics.ts';

const tags = ['topics'];
const TopicId = Type.Object({
  ...SiteId.properties,
  topic: Type.Integer({ minimum: 1, maximum: MOST }),
});

/** Named groups of pages, and campaigns. */
export function topicRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  const { database, warehouse, now } = parts;
  return async (app) => {
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };

    app.get(
      '/v1/sites/:site/topics',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'Topics in their order: a page belongs to the first that matches',
          params: SiteId,
          response: { 200: Type.Array(Topic) },
        },
      },
      async ({ params: { site } }) => {
        await findSite(database, site);
        return topicsOf(database.db, site);
      },
    );

    app.get(
      '/v1/sites/:site/topics/suggestions',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Parts of the site that were seen in the last 30 days and belong to no topic',
          params: SiteId,
          response: { 200: Type.Array(TopicSuggestion) },
        },
      },
      async ({ params: { site } }) => {
        await findSite(database, site);
        return suggestionsFrom(await seenPages(warehouse, site, now()), await topicsOf(database.db, site));
      },
    );

    app.post(
      '/v1/sites/:site/topics/preview',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Pages of the last 30 days that patterns would take, and which topics come before',
          params: SiteId,
          body: TopicPreviewRequest,
          response: { 200: TopicPreview },
        },
      },
      async ({ params: { site }, body: { topic, paths: written } }) => {
        await findSite(database, site);
        // What can be no pattern takes no page; saving says why.
        const { topic: read } = readTopic({ label: 'Preview', kind: 'pages', paths: written, campaigns: [] });
        const paths = read?.paths ?? [];
        const pages = paths.length === 0 ? [] : await seenPages(warehouse, site, now());
        return previewOf(pages, await topicsOf(database.db, site), { topic, paths });
      },
    );

    app.post(
      '/v1/sites/:site/topics',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Add a topic, after all others',
          params: SiteId,
          body: TopicBody,
          response: { 201: Saved },
        },
      },
      async (request, reply) => {
        const edit = { site: request.params.site, person: personOf(request) };
        await findSite(database, edit.site);
        return reply.code(201).send(await createTopic(parts, edit, request.body));
      },
    );

    app.put(
      '/v1/sites/:site/topics/:topic',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Rename a topic or change its patterns. It counts for visits from now on',
          params: TopicId,
          body: TopicBody,
          response: { 200: Saved },
        },
      },
      async (request) => {
        const { site, topic } = request.params;
        await findSite(database, site);
        return changeTopic(parts, { site, person: personOf(request) }, topic, request.body);
      },
    );

    app.put(
      '/v1/sites/:site/topics/order',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Put all topics in another order',
          params: SiteId,
          body: TopicOrder,
          response: { 200: Saved },
        },
      },
      async ({ params: { site }, body: { topics } }) => {
        await findSite(database, site);
        return orderTopics(parts, site, topics);
      },
    );

    app.delete(
      '/v1/sites/:site/topics/:topic',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Remove a topic that no active rule stands on',
          params: TopicId,
          response: { 200: Saved },
        },
      },
      async ({ params: { site, topic } }) => {
        await findSite(database, site);
        return removeTopic(parts, site, topic);
      },
    );
  };
}
