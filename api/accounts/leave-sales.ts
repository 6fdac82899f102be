import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';

/**
 * Somebody who stays works in sales no more. As when a person is removed, nothing waits for them, what they had taken on
 * is open again, and alerts of open windows go to the next. What is over stays as it was.
 */
export async function leaveSales(db: Kysely<Schema>, person: string): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'cancelled', done_at: sql<Date>`now()`, lease: null, leased_until: null })
    .where('person_id', '=', person)
    .where('state', '=', 'waiting')
    .execute();
  await db
    .updateTable('windows')
    .set({ state: 'open', acknowledged_by: null, acknowledged_by_id: null, acknowledged_at: null })
    .where('acknowledged_by_id', '=', person)
    .where('state', '=', 'acknowledged')
    .where('expires_at', '>', sql<Date>`now()`)
    .execute();
  // The database routes an alert again when it loses its recipient.
  await db
    .deleteFrom('alert_recipients')
    .where('person_id', '=', person)
    .where('alert_id', 'in', (query) =>
      query
        .selectFrom('alerts')
        .innerJoin('windows', 'windows.id', 'alerts.window_id')
        .select('alerts.id')
        .where('windows.state', '<>', 'closed')
        .where('windows.expires_at', '>', sql<Date>`now()`),
    )
    .execute();
}
