import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DEFAULT_LIMIT, Limit } from '../contract.ts';
import {
  Correction,
  CorrectionPage,
  CorrectionRequest,
  KnownOrganization,
  Past,
} from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';
import { personOf } from '../privacy/route-parts.ts';
import { correct, corrections, findCorrection, networksAreNotYours } from './corrections.ts';
import { exclusionRoutes } from './exclusion-routes.ts';
import { knownOrganizations } from './known-organizations.ts';
import { matchQualityRoutes } from './match-quality-routes.ts';
import { applyToPast, pastOf } from './past.ts';
import { undoDecision } from './record-decision.ts';
import { reverseDnsRoutes } from './reverse-dns-routes.ts';

const tags = ['corrections'];
const CorrectionId = Type.Object({
  correction: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});

/** What people decide about matches. */
export function correctionRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  const { database, warehouse, now } = parts;
  return async (app) => {
    await app.register(exclusionRoutes(parts));
    await app.register(reverseDnsRoutes(parts));
    await app.register(matchQualityRoutes(parts));
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };
    const sales = { onRequest: app.allow('owner', 'sales') };

    app.get(
      '/v1/corrections',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'Corrections of matches, the newest first',
          querystring: Type.Object({
            organization: Type.Optional(Type.String({ pattern: '^[0-9]{1,20}$' })),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Limit,
          }),
          response: { 200: CorrectionPage },
        },
      },
      ({ query: { organization, cursor, limit = DEFAULT_LIMIT } }) =>
        corrections(parts, { organization, cursor, limit }),
    );

    app.post(
      '/v1/corrections',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'Correct a match: not them, this is somebody else, this is an internet provider',
          body: CorrectionRequest,
          response: { 201: Correction },
        },
      },
      async (request, reply) => reply.code(201).send(await correct(parts, request.body, personOf(request))),
    );

    app.post(
      '/v1/corrections/:correction/undo',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'Take a correction back',
          params: CorrectionId,
          response: { 200: Correction },
        },
      },
      async (request) => {
        const { correction: seq } = request.params;
        const person = personOf(request);
        const { target } = await findCorrection(parts, seq);
        if (target.kind !== 'organization' && person.role === 'sales') throw networksAreNotYours();
        await undoDecision(database, { seq, person, now: now() });
        return findCorrection(parts, seq);
      },
    );

    app.get(
      '/v1/corrections/:correction/past',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'What is stored under the organization that was corrected',
          params: CorrectionId,
          response: { 200: Past },
        },
      },
      async ({ params }) => {
        await findCorrection(parts, params.correction);
        return pastOf(parts, params.correction);
      },
    );

    app.post(
      '/v1/corrections/:correction/past',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'Let a correction count for what is stored as well',
          params: CorrectionId,
          response: { 200: Past },
        },
      },
      async (request) => {
        await findCorrection(parts, request.params.correction);
        return applyToPast(parts, request.params.correction, personOf(request));
      },
    );

    app.get(
      '/v1/organizations',
      {
        ...sales,
        schema: {
          tags: ['organizations'],
          summary: 'Organizations seen on any site, or those with a part of the name or domain',
          querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }),
          response: { 200: Type.Array(KnownOrganization) },
        },
      },
      ({ query }) => knownOrganizations(warehouse, (query.q ?? '').trim()),
    );
  };
}
