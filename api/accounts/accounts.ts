import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import fastifyPlugin from 'fastify-plugin';
import { SignInAttempts } from './attempts.ts';
import { createAuth } from './auth.ts';
import { addGuard } from './guard.ts';
import { keyRoutes } from './key-routes.ts';
import type { AccountOptions } from './parts.ts';
import { People } from './people.ts';
import { peopleRoutes } from './people-routes.ts';
import { sessionRoutes } from './session-routes.ts';

export { issueFirstRunToken } from './first-run.ts';

/** Accounts: who may ask for what. Adds `request.person` and `app.allow(...roles)` to the whole server. */
export function accounts(options: AccountOptions): FastifyPluginAsyncTypebox {
  return fastifyPlugin(async (app) => {
    const auth = createAuth(options);
    const people = new People(options.database, auth);
    addGuard(app, auth, people, options.baseUrl);
    const parts = { ...options, auth, people, attempts: new SignInAttempts(options.now) };
    await app.register(sessionRoutes(parts));
    await app.register(peopleRoutes(parts));
    await app.register(keyRoutes(parts));
  });
}
