import { type Kysely, sql } from 'kysely';

/** What has ended is found by its time, to be erased when it was kept long enough. */
const STATEMENTS = `
CREATE INDEX deliveries_by_end ON deliveries (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX held_back_by_time ON held_back (at);
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}
