import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { NoticePublish, NoticeStatus } from '../contract-privacy.ts';
import type { ApiParts } from '../parts.ts';
import { noticeStatus, publishNotice } from './notice.ts';
import { personOf, SiteId, tags } from './route-parts.ts';

/** The notice that visitors read. */
export function noticeRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };
    const officer = { onRequest: app.allow('privacy_officer') };

    app.get(
      '/v1/sites/:site/notice',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'The notice as it would be published now, and what is published',
          params: SiteId,
          response: { 200: NoticeStatus },
        },
      },
      ({ params }) => noticeStatus(parts, params.site),
    );

    app.post(
      '/v1/sites/:site/notice',
      {
        ...officer,
        schema: {
          tags,
          summary: 'Publish the notice that was shown, named by its hash',
          params: SiteId,
          body: NoticePublish,
          response: { 200: NoticeStatus },
        },
      },
      async (request) => {
        const { site } = request.params;
        await publishNotice(parts, site, request.body.hash, personOf(request));
        return noticeStatus(parts, site);
      },
    );
  };
}
