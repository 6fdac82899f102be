import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Done, Id, NewPerson, Person, Role } from '../contract.ts';
import type { AccountParts } from './parts.ts';

const tags = ['accounts'];
const PersonId = Type.Object({ person: Id });
const RoleChange = Type.Object({ role: Role }, { additionalProperties: false });

export function peopleRoutes({ people }: AccountParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const owner = { onRequest: app.allow('owner') };

    app.get(
      '/v1/people',
      {
        ...owner,
        schema: { tags, summary: 'People with an account', response: { 200: Type.Array(Person) } },
      },
      () => people.list(),
    );

    app.post(
      '/v1/people',
      { ...owner, schema: { tags, summary: 'Add a person', body: NewPerson, response: { 201: Person } } },
      async (request, reply) => reply.code(201).send(await people.add(request.body)),
    );

    app.patch(
      '/v1/people/:person',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Give a person another role',
          params: PersonId,
          body: RoleChange,
          response: { 200: Person },
        },
      },
      ({ params, body }) => people.changeRole(params.person, body.role),
    );

    app.delete(
      '/v1/people/:person',
      {
        ...owner,
        schema: {
          tags,
          summary: 'Remove a person with their sessions and keys',
          params: PersonId,
          response: { 204: Done },
        },
      },
      async ({ params }, reply) => {
        await people.remove(params.person);
        return reply.code(204).send();
      },
    );
  };
}
