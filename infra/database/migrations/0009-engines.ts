import { type Kysely, sql } from 'kysely';

/** What processes on several machines share, where each machine has a data directory of its own. */
const STATEMENTS = `
-- Salts of days, sealed with a key that no database holds. A row is removed when its day is over.
CREATE TABLE daily_salts (
  day date PRIMARY KEY,
  sealed text NOT NULL
);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
