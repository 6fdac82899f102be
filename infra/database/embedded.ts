import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type { Database } from './database.ts';
import { EngineInProcess } from './engine-in-process.ts';
import { leadAlone } from './leader.ts';
import type { Schema } from './schema.ts';

/**
 * PostgreSQL within this process, spoken to through the same driver as a server. Without a path it lives in
 * memory, for tests.
 *
 * @param options.copyOf what one in memory begins with, as PGlite dumps it; empty without
 */
export async function openEmbeddedDatabase(options: {
  path: string | null;
  copyOf?: Blob;
}): Promise<Database> {
  if (options.path !== null) await mkdir(dirname(options.path), { recursive: true });
  const engine = await EngineInProcess.open(options.path, options.copyOf);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: engine }) });
  return {
    db,
    listen: (channel, handler) => engine.listen(channel, handler),
    lead: (_name, work) => leadAlone(work),
    close: () => db.destroy(),
  };
}
