import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DAY, hourOf, QUARTER, quarterOf, startOfDay } from '../../policy/time.ts';
import { DEFAULT_LIMIT, Limit, Now, OrganizationPage, SiteId, Timeline } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { findSite } from '../sites/sites.ts';
import type { Span } from '../span.ts';
import {
  type After,
  countOrganizations,
  organizationCells,
  organizationsSeen,
  viewsSince,
} from './queries.ts';
import { iso, summaries, topicLabels } from './summaries.ts';

const tags = ['organizations'];
const OfSite = Type.Object({ site: SiteId });
const OrganizationId = Type.Object({
  site: SiteId,
  organization: Type.String({ pattern: '^[0-9]{1,20}$' }),
});
/** Times of the warehouse are 32 bits wide. */
const MAXIMUM_SECONDS = 2 ** 32 - 1;
const Range = {
  from: Type.Optional(Type.String({ format: 'date-time', description: 'Default: 30 days before "to"' })),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Default: now' })),
};

export function organizationRoutes({ database, warehouse, now }: ApiParts): FastifyPluginAsyncTypebox {
  /** @throws ProblemError 400 when the range is empty, or an end of it is no time (such as a leap second) */
  function spanOf(site: number, range: { from?: string; to?: string }, end = now() + QUARTER): Span {
    const to = range.to === undefined ? end : Date.parse(range.to);
    const from = range.from === undefined ? to - 30 * DAY : Date.parse(range.from);
    if (Number.isNaN(from + to)) {
      throw new ProblemError(400, 'bad_time', '"from" or "to" is not a time that can be looked up.');
    }
    if (from >= to) throw new ProblemError(400, 'empty_range', '"from" must lie before "to".');
    const seconds = (time: number) => Math.min(Math.max(Math.floor(time / 1000), 0), MAXIMUM_SECONDS);
    return { site, from: seconds(from), to: seconds(to) };
  }

  const nowInSeconds = (): number => Math.floor(now() / 1000);

  return async (app) => {
    const sales = { onRequest: app.allowKeys('organizations:read', 'owner', 'sales') };

    app.get(
      '/v1/sites/:site/now',
      {
        ...sales,
        schema: { tags, summary: 'Organizations on the site now', params: OfSite, response: { 200: Now } },
      },
      async ({ params: { site } }) => {
        await findSite(database, site);
        const quarter = quarterOf(now()) - QUARTER;
        const rows = await organizationsSeen(
          warehouse,
          spanOf(site, { from: new Date(quarter).toISOString() }),
          {},
          { after: null, limit: 100, now: nowInSeconds() },
        );
        return {
          asOf: new Date(now()).toISOString(),
          organizations: await summaries(database, { site, rows, now: now() }),
          views: await viewsSince(warehouse, { site, quarter: quarter / 1000, hour: hourOf(now()) / 1000 }),
        };
      },
    );

    app.get(
      '/v1/sites/:site/organizations',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Organizations seen, the last one first',
          params: OfSite,
          querystring: Type.Object({
            ...Range,
            q: Type.Optional(Type.String({ maxLength: 100 })),
            country: Type.Optional(Type.String({ maxLength: 2 })),
            kind: Type.Optional(Type.String({ maxLength: 20 })),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Limit,
          }),
          response: { 200: OrganizationPage },
        },
      },
      async ({ params: { site }, query }) => {
        await findSite(database, site);
        const { limit = DEFAULT_LIMIT } = query;
        // Nothing is later than today, and of whole days the warehouse has sums.
        const span = spanOf(site, query, startOfDay(now()) + DAY);
        const filter = { text: query.q?.trim(), country: query.country?.toUpperCase(), kind: query.kind };
        const after = query.cursor === undefined ? null : afterOf(query.cursor);
        const [rows, total] = await Promise.all([
          organizationsSeen(warehouse, span, filter, { after, limit: limit + 1, now: nowInSeconds() }),
          countOrganizations(warehouse, span, filter),
        ]);
        const page = rows.slice(0, limit);
        const end = page.at(-1);
        return {
          items: await summaries(database, { site, rows: page, now: now() }),
          total,
          nextCursor: rows.length > page.length && end ? writeCursor([end.last, end.id]) : null,
        };
      },
    );

    app.get(
      '/v1/sites/:site/organizations/:organization/timeline',
      {
        ...sales,
        schema: {
          tags,
          summary: 'One organization by topic and quarter-hour',
          params: OrganizationId,
          querystring: Type.Object(Range),
          response: { 200: Timeline },
        },
      },
      async ({ params: { site, organization }, query }) => {
        await findSite(database, site);
        const span = spanOf(site, query);
        // Without visits in the range, the organization is still known from earlier ones.
        const one = { after: null, limit: 1, now: nowInSeconds() };
        const [row] = [
          ...(await organizationsSeen(warehouse, span, { id: organization }, one)),
          ...(await organizationsSeen(
            warehouse,
            spanOf(site, { from: new Date(0).toISOString() }),
            { id: organization },
            one,
          )),
        ];
        if (!row)
          throw new ProblemError(404, 'organization_not_found', 'This organization was not seen here.');
        const [summary] = await summaries(database, { site, rows: [row], now: now() });
        if (!summary)
          throw new ProblemError(404, 'organization_not_found', 'This organization was not seen here.');
        const labels = await topicLabels(database, site);
        const cells = await organizationCells(warehouse, span, organization);
        return {
          organization: summary,
          from: iso(span.from),
          to: iso(span.to),
          cells: cells.map((cell) => ({
            quarter: iso(cell.quarter),
            topic: labels.get(cell.topic) ?? null,
            views: Number(cell.views),
            sessions: Number(cell.sessions),
          })),
        };
      },
    );
  };
}

function afterOf(cursor: string): After {
  const [last = '', id = ''] = readCursor(cursor, [MAXIMUM_SECONDS, Number.POSITIVE_INFINITY]);
  return { last: Number(last), id };
}
