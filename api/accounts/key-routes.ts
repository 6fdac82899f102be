import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { ApiKey, Done, Id, Name, Scope } from '../contract.ts';
import { ProblemError } from '../problem.ts';
import { KEY_PREFIX } from './auth.ts';
import { permissionsOf, SCOPES, scopesOf } from './key-scopes.ts';
import type { AccountParts } from './parts.ts';

const tags = ['accounts'];
const closed = { additionalProperties: false } as const;
const KeyId = Type.Object({ key: Id });
const NewKey = Type.Object(
  {
    name: Name(32),
    /** Without: every scope. */
    scopes: Type.Optional(Type.Array(Scope, { minItems: 1, uniqueItems: true })),
  },
  closed,
);
/** `key` is shown this once; only its hash is kept. */
const MadeKey = Type.Object({ key: Type.String(), apiKey: ApiKey }, closed);

export function keyRoutes({ database, auth }: AccountParts): FastifyPluginAsyncTypebox {
  const { db } = database;
  const rows = () =>
    db
      .selectFrom('apikey')
      .select(['id', 'name', 'start', 'permissions', 'createdAt', 'lastRequest'])
      .orderBy('createdAt');

  const toKey = (row: Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>): ApiKey => ({
    id: row.id,
    name: row.name ?? '',
    scopes: scopesOf(row.permissions),
    start: row.start ?? KEY_PREFIX,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastRequest?.toISOString() ?? null,
  });

  return async (app) => {
    const owner = { onRequest: app.allow('owner') };

    app.get(
      '/v1/keys',
      { ...owner, schema: { tags, summary: 'API keys', response: { 200: Type.Array(ApiKey) } } },
      async () => (await rows().execute()).map(toKey),
    );

    app.post(
      '/v1/keys',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Make an API key; it may do what its scopes say',
          body: NewKey,
          response: { 201: MadeKey },
        },
      },
      async ({ body, person }, reply) => {
        const permissions = permissionsOf(body.scopes ?? SCOPES);
        const made = await auth.api.createApiKey({
          body: { name: body.name, userId: person?.id ?? '', permissions },
        });
        const row = await rows().where('id', '=', made.id).executeTakeFirstOrThrow();
        return reply.code(201).send({ key: made.key, apiKey: toKey(row) });
      },
    );

    app.delete(
      '/v1/keys/:key',
      { ...owner, schema: { tags, summary: 'Remove an API key', params: KeyId, response: { 204: Done } } },
      async ({ params }, reply) => {
        const removed = await db.deleteFrom('apikey').where('id', '=', params.key).executeTakeFirst();
        if (Number(removed.numDeletedRows) === 0) {
          throw new ProblemError(404, 'key_not_found', 'There is no such key.');
        }
        return reply.code(204).send();
      },
    );
  };
}
