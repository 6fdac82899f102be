import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Me, Role, Scope } from '../contract.ts';
import { ProblemError } from '../problem.ts';
import type { Auth } from './auth.ts';
import { scopesOf } from './key-scopes.ts';
import type { People } from './people.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until a route that allows somebody has found out. */
    person: Me | null;
  }
  interface FastifyInstance {
    /** Lets people with one of the roles in: 401 for nobody, 403 for anybody else, and for every API key. */
    allow(...roles: Role[]): onRequestAsyncHookHandler;
    /** Lets API keys with the scope in as well. */
    allowKeys(scope: Scope, ...roles: Role[]): onRequestAsyncHookHandler;
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Finds out who asks, by session cookie or API key. */
export function addGuard(app: FastifyInstance, auth: Auth, people: People, publicUrl: string): void {
  app.decorateRequest('person', null);
  app.decorate('allow', (...roles: Role[]) => guard(roles, null));
  app.decorate('allowKeys', (scope: Scope, ...roles: Role[]) => guard(roles, scope));

  // A form on another site must not act with the cookie of somebody who is signed in here.
  app.addHook('onRequest', async (request) => {
    if (SAFE_METHODS.has(request.method) || request.headers.cookie === undefined) return;
    if (!isSameOrigin(request, publicUrl)) {
      throw new ProblemError(403, 'cross_origin', 'This request came from another site.');
    }
  });

  function guard(roles: readonly Role[], scope: Scope | null): onRequestAsyncHookHandler {
    return async (request) => {
      const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      request.person = bearer === undefined ? await signedIn(request) : await keyHolder(bearer, scope);
      if (!request.person) throw new ProblemError(401, 'signed_out', 'Please sign in.');
      if (bearer === undefined && !roles.includes(request.person.role)) {
        throw new ProblemError(
          403,
          'not_allowed',
          'Your role may not do this.',
          'Ask an owner of this Clearpane.',
        );
      }
    };
  }

  async function signedIn(request: FastifyRequest): Promise<Me | null> {
    const session = await auth.api.getSession({ headers: cookieOf(request) });
    return session ? people.find(session.user.id) : null;
  }

  async function keyHolder(text: string, scope: Scope | null): Promise<Me | null> {
    const { valid, key } = await auth.api.verifyApiKey({ body: { key: text } });
    if (!valid || !key) return null;
    if (scope === null) {
      throw new ProblemError(403, 'not_for_keys', 'An API key can not do this; a person can.');
    }
    if (!scopesOf(key.permissions).includes(scope)) {
      throw new ProblemError(
        403,
        'scope_missing',
        'This key may not do that.',
        `Make a key with the scope ${scope}.`,
      );
    }
    return { id: `key:${key.id}`, name: key.name ?? 'API key', email: '', role: 'sales' };
  }
}

/** The cookie alone: nothing else of a request concerns the session. */
export function cookieOf(request: FastifyRequest): Headers {
  return new Headers(request.headers.cookie === undefined ? {} : { cookie: request.headers.cookie });
}

/** Browsers send at least one of these headers with every request that changes something. */
function isSameOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host);
}
