import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';

/** Closes what is open for organizations that a decision took the name from, and remembers how it was. */
export async function closeWindows(
  transaction: Kysely<Schema>,
  of: { decision: number; organizations: readonly string[]; now: number },
): Promise<void> {
  if (of.organizations.length === 0) return;
  const at = new Date(of.now);
  const open = await transaction
    .selectFrom('windows')
    .select(['id', 'expires_at', 'snoozed_until'])
    .where('organization_id', 'in', of.organizations)
    .where((where) => where.or([where('expires_at', '>', at), where('snoozed_until', '>', at)]))
    .execute();
  for (const { id, expires_at, snoozed_until } of open) {
    await transaction
      .insertInto('closed_windows')
      .values({ decision: of.decision, window_id: id, expires_at, snoozed_until, closed_at: at })
      .execute();
    await transaction
      .updateTable('windows')
      .set({
        expires_at: sql`least(expires_at, ${at})`,
        snoozed_until: sql`least(snoozed_until, ${at})`,
        updated_at: at,
      })
      .where('id', '=', id)
      .execute();
  }
}

/**
 * Opens again what decisions closed for an organization about which nothing stands any more, for as long as it would
 * have been open.
 */
export async function reopenWindows(
  transaction: Kysely<Schema>,
  of: { organization: string; now: number },
): Promise<void> {
  const closed = await transaction
    .selectFrom('closed_windows')
    .innerJoin('windows', 'windows.id', 'closed_windows.window_id')
    .select(['window_id', 'closed_windows.expires_at', 'closed_windows.snoozed_until'])
    .where('windows.organization_id', '=', of.organization)
    .orderBy('closed_windows.closed_at')
    .execute();
  for (const { window_id, expires_at, snoozed_until } of closed) {
    await transaction
      .updateTable('windows')
      .set({
        expires_at: sql`greatest(expires_at, ${expires_at})`,
        snoozed_until,
        updated_at: new Date(of.now),
      })
      .where('id', '=', window_id)
      .execute();
  }
}
