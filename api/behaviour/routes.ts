import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { siteRecords } from '../../infra/database/site-records.ts';
import { DAY, HOUR, hourOf } from '../../policy/time.ts';
import { SiteId } from '../contract.ts';
import { Behaviour } from '../contract-behaviour.ts';
import type { ApiParts } from '../parts.ts';
import { findSite } from '../sites/sites.ts';
import type { Span } from '../span.ts';
import { countedBy, marksByPage, propertiesOf, viewsByPage } from './queries.ts';

/** Views of named organizations are kept for this long: a longer time would show a sum without them. */
const MOST_DAYS = 30;

/** How pages are used. Everybody who works here may see it: nobody is in it. */
export function behaviourRoutes({ database, warehouse, now }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/sites/:site/behaviour',
      {
        onRequest: app.allow('owner', 'privacy_officer', 'sales'),
        schema: {
          tags: ['pages'],
          summary: 'How pages are used, as sums',
          params: Type.Object({ site: SiteId }),
          querystring: Type.Object({
            days: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_DAYS, default: 7 })),
          }),
          response: { 200: Behaviour },
        },
      },
      async ({ params: { site }, query: { days = 7 } }) => {
        await findSite(database, site);
        const to = hourOf(now()) + HOUR;
        const span: Span = { site, from: (to - days * DAY) / 1000, to: to / 1000 };
        const [record] = await siteRecords(database, site);
        const { kinds = [], events = [] } = record?.policy.behaviour ?? {};
        const views = await viewsByPage(warehouse, span);
        const marks = await marksByPage(
          warehouse,
          span,
          views.map(({ page }) => page),
        );
        const marksOf = (page: string, name: 'engaged' | 'scrolled') =>
          marks
            .filter((each) => each.page === page && each.name === name)
            .map(({ mark, times }) => ({ mark, times }));
        const properties = await propertiesOf(warehouse, span);
        const occurred = await countedBy(warehouse, span, 'event', 'detail');
        return {
          from: new Date(span.from * 1000).toISOString(),
          to: new Date(to).toISOString(),
          counts: [...kinds, ...(events.length > 0 ? ['event'] : [])],
          pages: views.map(({ page, views: seen }) => ({
            page,
            views: seen,
            engaged: marksOf(page, 'engaged'),
            scrolled: marksOf(page, 'scrolled'),
          })),
          outbound: await countedBy(warehouse, span, 'outbound', 'detail'),
          downloads: await countedBy(warehouse, span, 'download', 'detail'),
          forms: await countedBy(warehouse, span, 'form', 'detail'),
          notFound: await countedBy(warehouse, span, 'not_found', 'page'),
          events: occurred.map((each) => ({
            ...each,
            properties: properties
              .filter(({ event }) => event === each.about)
              .map(({ about, times }) => ({ about, times })),
          })),
        };
      },
    );
  };
}
