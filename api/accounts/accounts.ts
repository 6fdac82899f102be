import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import fastifyPlugin from 'fastify-plugin';
import type { Database } from '../../infra/database/database.ts';
import { SignInAttempts } from './attempts.ts';
import { createAuth } from './auth.ts';
import { addGuard } from './guard.ts';
import { keyRoutes } from './key-routes.ts';
import { People } from './people.ts';
import { peopleRoutes } from './people-routes.ts';
import { sessionRoutes } from './session-routes.ts';

export { issueFirstRunToken } from './first-run.ts';

export interface AccountOptions {
  database: Database;
  /** Key of session cookies. */
  secret: string;
  /** Where the dashboard is in a browser. */
  baseUrl: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}

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
