import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DEFAULT_LIMIT, Limit } from '../contract.ts';
import { Account, AccountChange, AccountPage, Colleague, NewAccount } from '../contract-accounts.ts';
import { findOrganization } from '../corrections/known-organizations.ts';
import type { ApiParts } from '../parts.ts';
import { personOf } from '../privacy/route-parts.ts';
import { colleagues, findAccount, listAccounts } from './account-rows.ts';
import { addAccount, changeAccount, removeAccount } from './change-accounts.ts';
import { accountFileRoutes } from './file-routes.ts';

const tags = ['accounts'];
const OfAccount = Type.Object({ account: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

/** Companies that sales knows: who they are, whose they are, and whether they are watched. */
export function accountRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  const { database, now } = parts;
  return async (app) => {
    const sales = { onRequest: app.allow('owner', 'sales') };
    await app.register(accountFileRoutes(parts));

    app.get(
      '/v1/accounts',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Accounts, the newest first',
          querystring: Type.Object({
            q: Type.Optional(Type.String({ maxLength: 100, description: 'A part of the name or domain' })),
            relation: Type.Optional(
              Type.Union([Type.Literal('prospect'), Type.Literal('client'), Type.Literal('none')]),
            ),
            owner: Type.Optional(
              Type.String({ minLength: 1, maxLength: 64, description: 'Id of a person, or "none"' }),
            ),
            watched: Type.Optional(Type.Boolean()),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Limit,
          }),
          response: { 200: AccountPage },
        },
      },
      ({ query: { cursor, limit = DEFAULT_LIMIT, ...filters } }) =>
        listAccounts(database, filters, { cursor, limit }),
    );

    app.get(
      '/v1/account-owners',
      {
        ...sales,
        schema: { tags, summary: 'Who may own accounts', response: { 200: Type.Array(Colleague) } },
      },
      async () => (await colleagues(database.db)).map(({ id, name }) => ({ id, name })),
    );

    app.post(
      '/v1/accounts',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Add an account; it needs a name, a domain or an organization that was seen',
          body: NewAccount,
          response: { 201: Account },
        },
      },
      async (request, reply) => {
        const { organization = null } = request.body;
        const seen = organization === null ? null : await findOrganization(parts, organization);
        const made = { by: personOf(request).name, at: now() };
        return reply.code(201).send(await addAccount(database, request.body, seen, made));
      },
    );

    app.get(
      '/v1/accounts/:account',
      { ...sales, schema: { tags, summary: 'An account', params: OfAccount, response: { 200: Account } } },
      ({ params }) => findAccount(database.db, params.account),
    );

    app.patch(
      '/v1/accounts/:account',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Change an account; what is left out stays',
          params: OfAccount,
          body: AccountChange,
          response: { 200: Account },
        },
      },
      ({ params, body }) => changeAccount(database, params.account, body, now()),
    );

    app.delete(
      '/v1/accounts/:account',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Remove an account; the answer is what can be added again',
          params: OfAccount,
          response: { 200: Account },
        },
      },
      ({ params }) => removeAccount(database, params.account),
    );
  };
}
