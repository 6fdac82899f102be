import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnTypes } from './column-types.ts';
import type { Database } from './database.ts';
import { leadByLock } from './leader.ts';
import { Listener } from './listener.ts';
import type { Schema } from './schema.ts';

export interface ServerDatabaseOptions {
  /** `postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full`; sslmode says how far TLS is checked. */
  url: string;
  /** Connections for queries; two more listen and lead. */
  pool: number;
  /** A connection broke; the next query makes a new one. */
  onError: (error: unknown) => void;
}

const CONNECT_MS = 5000;
/** No query of ours takes this long; one that does holds up everybody behind it. */
const STATEMENT_MS = 60_000;

/**
 * PostgreSQL on a server. A query on a connection that breaks fails with the driver's error; the next one gets a new
 * connection.
 *
 * @throws Error when the server can not be reached at all
 */
export async function openServerDatabase(options: ServerDatabaseOptions): Promise<Database> {
  const settings: pg.ClientConfig = {
    connectionString: options.url,
    application_name: 'clearpane',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: columnTypes,
  };
  const pool = new pg.Pool({
    ...settings,
    max: options.pool,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_MS,
    // A transaction whose process hangs must not hold its locks for ever.
    idle_in_transaction_session_timeout: STATEMENT_MS,
  });
  // Also while somebody holds the connection and asks nothing: the pool listens only to those that lie idle, and an error
  // that nobody listens to ends the process.
  pool.on('connect', (client) => client.on('error', options.onError));
  pool.on('error', () => undefined);
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client(settings);
    client.on('error', options.onError);
    await client.connect();
    return client;
  };
  const listener = new Listener(connect, options.onError);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    listen: (channel, handler) => listener.listen(channel, handler),
    lead: (name, work) => leadByLock(connect, name, work, options.onError),
    close: async () => {
      await listener.close();
      await db.destroy();
    },
  };
}
