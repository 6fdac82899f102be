import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { Problem } from './contract.ts';

/** Every operation can answer with a problem. */
const PROBLEM = {
  description: 'A problem (RFC 9457); `code` is stable',
  content: { 'application/problem+json': { schema: Problem } },
};

/** OpenAPI 3.1 from the schemas of the routes; must be registered before them. */
export async function openApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Clearpane',
        version,
        description: 'Sales-alert API. Errors are problem details (RFC 9457).',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key; it may do what sales may do' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'clearpane.session_token',
            description: 'The cookie of somebody who signed in; over https its name begins with __Secure-',
          },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: ({ schema, url }) => ({
      schema: { ...schema, response: { ...(schema?.response as object | undefined), default: PROBLEM } },
      url,
    }),
  });
}

/** Shows the description at `/docs`, to people who are signed in. */
export async function openApiPages(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiHooks: { onRequest: app.allow('owner', 'privacy_officer', 'sales') },
  });
}
