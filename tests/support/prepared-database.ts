import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Database } from '../../infra/database/database.ts';
import { openEmbeddedDatabase } from '../../infra/database/embedded.ts';
import { migrateDatabase } from '../../infra/database/migrate.ts';

/** Names the directory in which the tests of one run keep what they share. Benchmarks have none, and prepare nothing. */
export const SHARED_DIRECTORY = 'CLEARPANE_TEST_SHARED';

/** A database with the newest schema and without rows, as files and as a dump: to make one takes seconds. */
const FILES = 'files';
const DUMP = 'dump.tar';

/** Lays an embedded database with the newest schema at a path where none is. */
export async function layDatabase(path: string): Promise<void> {
  const prepared = await prepare();
  if (prepared !== null) await cp(join(prepared, FILES), path, { recursive: true });
}

/** A database in memory, with the newest schema. */
export async function openMigratedDatabase(): Promise<Database> {
  const prepared = await prepare();
  const copyOf = prepared === null ? {} : { copyOf: new Blob([await readFile(join(prepared, DUMP))]) };
  const database = await openEmbeddedDatabase({ path: null, ...copyOf });
  if (prepared === null) await migrateDatabase(database);
  return database;
}

/** Of several that need it at once each makes one, and the first is kept. @returns its directory */
async function prepare(): Promise<string | null> {
  const shared = process.env[SHARED_DIRECTORY];
  if (shared === undefined) return null;
  const kept = join(shared, 'database');
  if (existsSync(kept)) return kept;
  const draft = await mkdtemp(`${kept}-`);
  const path = join(draft, FILES);
  const database = await openEmbeddedDatabase({ path });
  await migrateDatabase(database);
  await database.close();
  const engine = await PGlite.create(path);
  await writeFile(join(draft, DUMP), Buffer.from(await (await engine.dumpDataDir('none')).arrayBuffer()));
  await engine.close();
  // A directory takes no other's place that has something in it.
  await rename(draft, kept).catch(() => rm(draft, { recursive: true }));
  return kept;
}
