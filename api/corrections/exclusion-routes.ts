import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Done } from '../contract.ts';
import { AskExclusion, ExclusionRequest, Exclusions } from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';
import { MOST, personOf } from '../privacy/route-parts.ts';
import {
  askExclusion,
  decideAsked,
  exclude,
  exclusions,
  removeExclusion,
  withdrawAsked,
} from './exclusions.ts';

const tags = ['exclusions'];
const ExclusionId = Type.Object({
  exclusion: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});
const RequestId = Type.Object({ request: Type.Integer({ minimum: 1, maximum: MOST }) });

/** Whose visits are none. Owners and officers decide; sales may read, and ask. */
export function exclusionRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };
    const sales = { onRequest: app.allow('owner', 'sales') };

    app.get(
      '/v1/exclusions',
      {
        ...anybody,
        schema: { tags, summary: 'Exclusions, and what was asked for', response: { 200: Exclusions } },
      },
      (request) => exclusions(parts, personOf(request)),
    );

    app.post(
      '/v1/exclusions',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Exclude a network, an organization or a domain, from the next visit on',
          body: ExclusionRequest,
          response: { 201: Exclusions },
        },
      },
      async (request, reply) => {
        const person = personOf(request);
        await exclude(parts, request.body, person);
        return reply.code(201).send(await exclusions(parts, person));
      },
    );

    app.delete(
      '/v1/exclusions/:exclusion',
      {
        ...keepers,
        schema: { tags, summary: 'Take an exclusion back', params: ExclusionId, response: { 204: Done } },
      },
      async (request, reply) => {
        await removeExclusion(parts, request.params.exclusion, personOf(request));
        return reply.code(204).send();
      },
    );

    app.post(
      '/v1/exclusions/requests',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Ask for an organization to be excluded',
          body: AskExclusion,
          response: { 201: Exclusions },
        },
      },
      async (request, reply) => {
        const person = personOf(request);
        await askExclusion(parts, request.body, person);
        return reply.code(201).send(await exclusions(parts, person));
      },
    );

    app.delete(
      '/v1/exclusions/requests/:request',
      {
        ...sales,
        schema: {
          tags,
          summary: 'Withdraw what you asked for, while nobody decided',
          params: RequestId,
          response: { 204: Done },
        },
      },
      async (request, reply) => {
        await withdrawAsked(parts, { request: request.params.request, person: personOf(request) });
        return reply.code(204).send();
      },
    );

    for (const [deed, accept, summary] of [
      ['accept', true, 'Exclude what was asked for'],
      ['decline', false, 'Do not exclude what was asked for'],
    ] as const) {
      app.post(
        `/v1/exclusions/requests/:request/${deed}`,
        { ...keepers, schema: { tags, summary, params: RequestId, response: { 200: Exclusions } } },
        async (request) => {
          const person = personOf(request);
          await decideAsked(parts, { request: request.params.request, accept, person });
          return exclusions(parts, person);
        },
      );
    }
  };
}
