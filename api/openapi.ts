import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

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
        },
      },
      security: [{ key: [] }],
    },
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
