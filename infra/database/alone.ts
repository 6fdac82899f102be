import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Does something that only one process may do at a time; the others wait for it. */
export function alone({ db }: Database, name: 'warehouse', work: () => Promise<void>): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    // The work is elsewhere and may take long; this connection only holds the lock.
    await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(transaction);
    await sql`SELECT pg_advisory_xact_lock(hashtext('clearpane'), hashtext(${name}))`.execute(transaction);
    await work();
  });
}
