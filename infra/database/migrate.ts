import { type Migration, Migrator, sql } from 'kysely';
import { NewerDataError } from '../newer-data.ts';
import type { Database } from './database.ts';
import { up as first } from './migrations/0001-first.ts';
import { up as changesInOrder } from './migrations/0002-changes-in-order.ts';
import { up as gate } from './migrations/0003-gate.ts';
import { up as accounts } from './migrations/0004-accounts.ts';
import { up as engines } from './migrations/0009-engines.ts';

/** In order. A migration is never changed once it was released; a new one follows it. */
export const migrations: Record<string, Migration> = {
  '0001-first': { up: first },
  '0002-changes-in-order': { up: changesInOrder },
  '0003-gate': { up: gate },
  '0004-accounts': { up: accounts },
  '0009-engines': { up: engines },
};

/**
 * Brings the schema up to date.
 *
 * @throws NewerDataError when the data were written by a newer Clearpane
 */
export async function migrateDatabase(
  { db }: Database,
  known: Record<string, Migration> = migrations,
): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`
    SELECT to_regclass('kysely_migration') IS NOT NULL AS there`.execute(db);
  if (rows[0]?.there) {
    const done = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
    const newer = done.rows.find(({ name }) => known[name] === undefined);
    if (newer) throw new NewerDataError('database', newer.name);
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
