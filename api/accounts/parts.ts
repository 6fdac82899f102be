import type { Database } from '../../infra/database/database.ts';
import type { SignInAttempts } from './attempts.ts';
import type { Auth } from './auth.ts';
import type { People } from './people.ts';

export interface AccountOptions {
  database: Database;
  /** Key of session cookies. */
  secret: string;
  /** Where the dashboard is in a browser. */
  baseUrl: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** What the routes of accounts stand on. */
export interface AccountParts extends AccountOptions {
  auth: Auth;
  people: People;
  attempts: SignInAttempts;
}
