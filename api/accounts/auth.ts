import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { defaultStatements } from 'better-auth/plugins/organization/access';
import type { Database } from '../../infra/database/database.ts';

/** Names the one organization of an installation; every person is a member of it. */
export const TENANT = 'clearpane';

export const KEY_PREFIX = 'cpk_';

/**
 * Accounts, sessions, roles and API keys. Its own routes are not served: what the API offers is in the
 * routes beside this file, so that there is no door that nobody looked at.
 */
export function createAuth(options: { database: Database; secret: string; baseUrl: string }) {
  const access = createAccessControl(defaultStatements);
  const nothing = access.newRole({});
  return betterAuth({
    appName: 'Clearpane',
    database: { db: options.database.db, type: 'postgres' },
    secret: options.secret,
    baseURL: options.baseUrl,
    telemetry: { enabled: false },
    // Refused keys and passwords are answered, not logged.
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: 12,
      maxPasswordLength: 128,
    },
    session: { expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600 },
    advanced: {
      cookiePrefix: 'clearpane',
      useSecureCookies: options.baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      // Addresses and devices of the people who work here are nobody's business either.
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: { before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }) },
      },
    },
    plugins: [
      organization({
        ac: access,
        // What a role may do is decided by the routes; here a role is only a word.
        roles: { owner: nothing, privacy_officer: nothing, sales: nothing },
        creatorRole: 'owner',
      }),
      apiKey({
        defaultPrefix: KEY_PREFIX,
        rateLimit: { enabled: false },
        requireName: true,
        startingCharactersConfig: { shouldStore: true, charactersLength: KEY_PREFIX.length + 4 },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
