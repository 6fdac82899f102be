import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Assessment, NewAssessment } from '../contract-privacy.ts';
import type { ApiParts } from '../parts.ts';
import { findSite } from '../sites/sites.ts';
import { addAssessment, approveAssessment, assessmentsOf, failAssessment } from './assessments.ts';
import { MOST, personOf, SiteId, tags } from './route-parts.ts';

const AssessmentId = Type.Object({
  ...SiteId.properties,
  version: Type.Integer({ minimum: 1, maximum: MOST }),
});

/** Legitimate interest assessments: records that are added and never changed. */
export function assessmentRoutes(parts: ApiParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const keepers = { onRequest: app.allow('owner', 'privacy_officer') };
    const officer = { onRequest: app.allow('privacy_officer') };
    // Where there is one officer, nobody but an owner is there to approve what the officer wrote.
    const approvers = parts.officers === 'one' ? keepers : officer;

    app.get(
      '/v1/sites/:site/assessments',
      {
        ...keepers,
        schema: {
          tags,
          summary: 'Assessments of legitimate interest as they count now, newest first',
          params: SiteId,
          response: { 200: Type.Array(Assessment) },
        },
      },
      async (request) => {
        const { site } = request.params;
        await findSite(parts.database, site);
        return assessmentsOf(parts, site, personOf(request));
      },
    );

    app.post(
      '/v1/sites/:site/assessments',
      {
        ...officer,
        schema: {
          tags,
          summary: 'Record an assessment that is drafted, waits for a DPIA, or failed',
          params: SiteId,
          body: NewAssessment,
          response: { 201: Assessment },
        },
      },
      async (request, reply) => {
        const { site } = request.params;
        await findSite(parts.database, site);
        return reply.code(201).send(await addAssessment(parts, site, request.body, personOf(request)));
      },
    );

    app.post(
      '/v1/sites/:site/assessments/:version/approve',
      {
        ...approvers,
        schema: {
          tags,
          summary: 'Record that an assessment holds for six months; not by its author',
          params: AssessmentId,
          response: { 201: Assessment },
        },
      },
      async (request, reply) => {
        const { site, version } = request.params;
        await findSite(parts.database, site);
        return reply.code(201).send(await approveAssessment(parts, site, version, personOf(request)));
      },
    );

    app.post(
      '/v1/sites/:site/assessments/:version/fail',
      {
        ...officer,
        schema: {
          tags,
          summary: 'Record that an assessment does not hold',
          params: AssessmentId,
          response: { 201: Assessment },
        },
      },
      async (request, reply) => {
        const { site, version } = request.params;
        await findSite(parts.database, site);
        return reply.code(201).send(await failAssessment(parts, site, version, personOf(request)));
      },
    );
  };
}
