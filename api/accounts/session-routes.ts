import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { APIError } from 'better-auth/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Done, Me, SetupRequest, SetupStatus, SignInRequest } from '../contract.ts';
import { ProblemError } from '../problem.ts';
import { takeFirstRunToken } from './first-run.ts';
import { cookieOf } from './guard.ts';
import type { AccountParts } from './parts.ts';

const tags = ['accounts'];
const PasswordChange = Type.Object(
  {
    currentPassword: Type.String({ minLength: 1, maxLength: 128 }),
    newPassword: Type.String({ minLength: 12, maxLength: 128 }),
  },
  { additionalProperties: false },
);

/** First-run set-up, signing in and out, one's own account. */
export function sessionRoutes({ database, auth, people, attempts }: AccountParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    const anybody = { onRequest: app.allow('owner', 'privacy_officer', 'sales') };

    app.get(
      '/v1/setup',
      {
        schema: {
          tags,
          security: [],
          summary: 'Whether the first account is still to be made',
          response: { 200: SetupStatus },
        },
      },
      async () => ({ needed: !(await people.any()) }),
    );

    app.post(
      '/v1/setup',
      {
        schema: {
          tags,
          security: [],
          summary: 'Make the first account',
          body: SetupRequest,
          response: { 200: Me },
        },
      },
      async (request, reply) => {
        const { token, name, email, password } = request.body;
        attempts.check(`setup ${request.ip}`);
        if (await people.any()) {
          throw new ProblemError(409, 'already_set_up', 'Clearpane is set up already.', 'Sign in instead.');
        }
        const putBack = await takeFirstRunToken(database, token);
        if (!putBack) {
          attempts.failed(`setup ${request.ip}`);
          throw new ProblemError(
            403,
            'wrong_token',
            'This first-run link is not valid.',
            'Use the link that the last start of Clearpane printed.',
          );
        }
        try {
          await people.add({ name, email, password, role: 'owner' });
        } catch (error) {
          await putBack();
          throw error;
        }
        return signIn(request, reply, { email, password });
      },
    );

    app.post(
      '/v1/session',
      { schema: { tags, security: [], summary: 'Sign in', body: SignInRequest, response: { 200: Me } } },
      (request, reply) => signIn(request, reply, request.body),
    );

    app.delete(
      '/v1/session',
      { schema: { tags, security: [], summary: 'Sign out', response: { 204: Done } } },
      async (request, reply) => {
        const { headers } = await auth.api.signOut({ headers: cookieOf(request), returnHeaders: true });
        return passCookies(headers, reply).code(204).send();
      },
    );

    app.get(
      '/v1/me',
      { ...anybody, schema: { tags, summary: 'Who I am', response: { 200: Me } } },
      async (request) => {
        if (!request.person) throw new ProblemError(401, 'signed_out', 'Please sign in.');
        return request.person;
      },
    );

    app.post(
      '/v1/me/password',
      {
        ...anybody,
        schema: {
          tags,
          summary: 'Change my password; ends my other sessions',
          body: PasswordChange,
          response: { 204: Done },
        },
      },
      async (request, reply) => {
        const key = `password ${request.person?.id ?? ''}`;
        attempts.check(key);
        try {
          const { headers } = await auth.api.changePassword({
            body: { ...request.body, revokeOtherSessions: true },
            headers: cookieOf(request),
            returnHeaders: true,
          });
          return passCookies(headers, reply).code(204).send();
        } catch (error) {
          if (!(error instanceof APIError)) throw error;
          attempts.failed(key);
          throw new ProblemError(403, 'wrong_password', 'The current password is not right.');
        }
      },
    );
  };

  async function signIn(
    request: FastifyRequest,
    reply: FastifyReply,
    { email, password }: SignInRequest,
  ): Promise<Me> {
    const keys = [`email ${email.toLowerCase()}`, `address ${request.ip}`];
    attempts.check(...keys);
    try {
      const { headers, response } = await auth.api.signInEmail({
        body: { email, password },
        returnHeaders: true,
      });
      const person = await people.find(response.user.id);
      if (!person) throw new ProblemError(403, 'no_role', 'This account has no role.', 'Ask an owner.');
      for (const key of keys) attempts.succeeded(key);
      passCookies(headers, reply);
      return person;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      attempts.failed(...keys);
      // The same for an unknown address and a wrong password: nobody learns who has an account.
      throw new ProblemError(401, 'invalid_credentials', 'E-mail address or password is not right.');
    }
  }
}

function passCookies(headers: Headers, reply: FastifyReply): FastifyReply {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie);
  return reply;
}
