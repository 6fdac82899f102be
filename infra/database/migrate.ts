import { type Migration, Migrator, sql } from 'kysely';
import { NewerDataError } from '../newer-data.ts';
import type { Database } from './database.ts';
import { up as first } from './migrations/0001-first.ts';
import { up as changesInOrder } from './migrations/0002-changes-in-order.ts';
import { up as gate } from './migrations/0003-gate.ts';
import { up as accounts } from './migrations/0004-accounts.ts';
import { up as corrections } from './migrations/0005-corrections.ts';
import { up as windows } from './migrations/0006-windows.ts';
import { up as routing } from './migrations/0007-routing.ts';
import { up as deliveries } from './migrations/0008-deliveries.ts';
import { up as engines } from './migrations/0009-engines.ts';
import { up as contactRequests } from './migrations/0010-contact-requests.ts';
import { up as ruleRefusals } from './migrations/0011-rule-refusals.ts';
import { up as outcomes } from './migrations/0012-outcomes.ts';
import { up as ended } from './migrations/0013-ended.ts';
import { up as contactConfirmations } from './migrations/0014-contact-confirmations.ts';

/** In order. A migration is never changed once it was released; a new one follows it. */
export const migrations: Record<string, Migration> = {
  '0001-first': { up: first },
  '0002-changes-in-order': { up: changesInOrder },
  '0003-gate': { up: gate },
  '0004-accounts': { up: accounts },
  '0005-corrections': { up: corrections },
  '0006-windows': { up: windows },
  '0007-routing': { up: routing },
  '0008-deliveries': { up: deliveries },
  '0009-engines': { up: engines },
  '0010-contact-requests': { up: contactRequests },
  '0011-rule-refusals': { up: ruleRefusals },
  '0012-outcomes': { up: outcomes },
  '0013-ended': { up: ended },
  '0014-contact-confirmations': { up: contactConfirmations },
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
