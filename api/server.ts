import helmet from '@fastify/helmet';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { unreadableRequests } from '../infra/http/unreadable.ts';
import { accountRoutes } from './account-list/routes.ts';
import { accounts } from './accounts/accounts.ts';
import { alertRoutes } from './alerts/routes.ts';
import { behaviourRoutes } from './behaviour/routes.ts';
import { channelRoutes } from './channels/routes.ts';
import { unsubscribeRoutes } from './channels/unsubscribe-routes.ts';
import { contactConfirmationRoutes } from './contact/confirm-routes.ts';
import { contactRequestRoutes } from './contact/routes.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { dashboard } from './dashboard.ts';
import { heldBackRoutes } from './held-back/routes.ts';
import { incidentRoutes } from './incidents/routes.ts';
import { myAlertRoutes } from './my-alerts/routes.ts';
import { openApi, openApiPages } from './openapi.ts';
import { organizationRoutes } from './organizations/routes.ts';
import type { ApiParts } from './parts.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { notFoundHandler, problemErrorHandler } from './problem.ts';
import { routingRoutes } from './routing/routes.ts';
import { ruleRoutes } from './rules/routes.ts';
import { siteRoutes } from './sites/routes.ts';
import { topicRoutes } from './topics/routes.ts';
import { troubleRoutes } from './troubles/routes.ts';
import { requestValidation } from './validation.ts';
import { windowRoutes } from './windows/routes.ts';
import { worthRoutes } from './worth/routes.ts';

export interface ApiServerOptions {
  parts: ApiParts;
  /** Key of session cookies. */
  secret: string;
  /** Where the dashboard is in a browser. */
  publicUrl: string;
  /** Directory of the built dashboard. */
  dashboard: string;
  version: string;
  trustedProxies: readonly string[];
  logger?: FastifyBaseLogger;
}

/** Dashboard and API. Without a login it answers for health, sign-in and the files of the dashboard only. */
export async function apiServer(options: ApiServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    // Request lines would hold addresses of people who work here; errors are logged by the handler.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 256 * 1024,
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    requestTimeout: 30_000,
    forceCloseConnections: true,
    ...unreadableRequests,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(requestValidation());
  app.setErrorHandler(problemErrorHandler);
  app.setNotFoundHandler(notFoundHandler);

  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // TLS is the proxy's; a browser that once saw it on localhost must not insist on it.
    strictTransportSecurity: options.publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  });

  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  await openApi(app, options.version);
  await app.register(
    accounts({
      database: options.parts.database,
      secret: options.secret,
      baseUrl: options.publicUrl,
      now: options.parts.now,
    }),
  );
  await app.register(siteRoutes(options.parts));
  await app.register(topicRoutes(options.parts));
  await app.register(ruleRoutes(options.parts));
  await app.register(organizationRoutes(options.parts));
  await app.register(correctionRoutes(options.parts));
  await app.register(alertRoutes(options.parts));
  await app.register(accountRoutes(options.parts));
  await app.register(routingRoutes(options.parts));
  await app.register(contactRequestRoutes(options.parts));
  await app.register(windowRoutes(options.parts));
  await app.register(worthRoutes(options.parts));
  await app.register(incidentRoutes(options.parts));
  await app.register(troubleRoutes(options.parts));
  await app.register(heldBackRoutes(options.parts));
  await app.register(myAlertRoutes(options.parts));
  await app.register(privacyRoutes(options.parts));
  await app.register(channelRoutes(options.parts.deliveries));
  await app.register(unsubscribeRoutes(options.parts.deliveries));
  await app.register(contactConfirmationRoutes(options.parts.deliveries));
  await app.register(behaviourRoutes(options.parts));
  await openApiPages(app);
  await app.register(dashboard({ directory: options.dashboard }));
  return app;
}
