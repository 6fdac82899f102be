import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DEFAULT_LIMIT, Done, Id, Limit, SiteId } from '../contract.ts';
import {
  ContactErased,
  ContactErasure,
  ContactRequest,
  ContactRequestChange,
  ContactRequestPage,
  ContactRequestState,
} from '../contract-contact.ts';
import type { ApiParts } from '../parts.ts';
import { findSite } from '../sites/sites.ts';
import {
  changeContactRequest,
  contactRequests,
  eraseContactRequest,
  eraseContactRequestsOf,
} from './requests.ts';

const tags = ['contact requests'];
const OfSite = Type.Object({ site: SiteId });
const OfRequest = Type.Object({ site: SiteId, request: Id });

/** People who asked to be contacted: for people only, because no program needs their names. */
export function contactRequestRoutes({ database, now }: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const sales = { onRequest: app.allow('owner', 'sales') };
    const owner = { onRequest: app.allow('owner') };
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };

    app.get(
      '/v1/sites/:site/contact-requests',
      {
        ...sales,
        schema: {
          tags,
          summary: 'People who asked to be contacted, the newest first',
          params: OfSite,
          querystring: Type.Object({
            state: Type.Optional(ContactRequestState),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Limit,
          }),
          response: { 200: ContactRequestPage },
        },
      },
      ({ params, query }) =>
        contactRequests(database, {
          site: params.site,
          state: query.state ?? 'new',
          cursor: query.cursor,
          limit: query.limit ?? DEFAULT_LIMIT,
        }),
    );

    app.put(
      '/v1/sites/:site/contact-requests/:request/state',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Answered, removed, or new again',
          params: OfRequest,
          body: ContactRequestChange,
          response: { 200: ContactRequest },
        },
      },
      ({ params, body, person }) =>
        changeContactRequest(
          database,
          { site: params.site, id: params.request },
          { state: body.state, by: person?.name ?? '', now: now() },
        ),
    );

    app.delete(
      '/v1/sites/:site/contact-requests/:request',
      {
        ...owner,
        schema: { tags, summary: 'Erase a request at once', params: OfRequest, response: { 204: Done } },
      },
      async ({ params }, reply) => {
        await eraseContactRequest(database, { site: params.site, id: params.request });
        return reply.code(204).send();
      },
    );

    app.post(
      '/v1/sites/:site/contact-requests/erase',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Erase at once everything that was sent under an e-mail address',
          params: OfSite,
          body: ContactErasure,
          response: { 200: ContactErased },
        },
      },
      async ({ params, body }) => {
        await findSite(database, params.site);
        return {
          erased: await eraseContactRequestsOf(database, { site: params.site, email: body.email }),
        };
      },
    );
  };
}
