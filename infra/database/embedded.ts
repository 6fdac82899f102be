import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnTypes } from './column-types.ts';
import type { Database } from './database.ts';
import { DurableFiles } from './durable-files.ts';
import { leadAlone } from './leader.ts';
import type { Schema } from './schema.ts';

/**
 * PostgreSQL within this process, spoken to through the same driver as a server. Without a path it lives in
 * memory, for tests.
 */
export async function openEmbeddedDatabase(options: { path: string | null }): Promise<Database> {
  if (options.path !== null) await mkdir(dirname(options.path), { recursive: true });
  const engine = await PGlite.create(options.path === null ? {} : { fs: new DurableFiles(options.path) });
  const pool = new pg.Pool({ ...(createPgConfig(engine) as pg.PoolConfig), max: 1, types: columnTypes });
  // A statement of the engine's own between two messages of a query would end that query, so the connection is held.
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    const connection = await pool.connect();
    try {
      return await work();
    } finally {
      connection.release();
    }
  };
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    listen: async (channel, handler) => {
      const unlisten = await alone(() => engine.listen(channel, handler));
      return () => alone(unlisten);
    },
    lead: (_name, work) => leadAlone(work),
    close: async () => {
      await db.destroy();
      await engine.close();
    },
  };
}
