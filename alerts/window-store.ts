import type { Database } from '../infra/database/database.ts';
import type { ActiveWindow, Opening, WindowStore } from './windows.ts';

/** Windows and alerts in the database. */
export function databaseWindowStore({ db }: Database, now: () => number): WindowStore {
  return {
    latest: async ({ site, rule, organization }): Promise<ActiveWindow | null> => {
      const row = await db
        .selectFrom('windows')
        .select(['id', 'expires_at', 'snoozed_until'])
        .where('site_id', '=', site)
        .where('rule_id', '=', rule)
        .where('organization_id', '=', organization)
        .orderBy('opened_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (!row) return null;
      const until = Math.max(row.expires_at.getTime(), row.snoozed_until?.getTime() ?? 0);
      return { id: row.id, until };
    },

    open: async ({ id, match, body, openedAt, expiresAt }: Opening): Promise<void> => {
      await db.transaction().execute(async (transaction) => {
        const window = await transaction
          .insertInto('windows')
          .values({
            id,
            site_id: match.rule.site,
            organization_id: match.organization.id,
            rule_id: match.rule.id,
            rule_version: match.rule.version,
            state: 'open',
            opened_at: new Date(openedAt),
            expires_at: new Date(expiresAt),
            updated_at: new Date(now()),
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!window) return;
        await transaction
          .insertInto('alerts')
          .values({ id, window_id: id, site_id: match.rule.site, body: JSON.stringify(body) })
          .execute();
      });
    },

    extend: async (id, expiresAt): Promise<void> => {
      const end = new Date(expiresAt);
      await db
        .updateTable('windows')
        .set({ expires_at: end })
        .where('id', '=', id)
        .where('expires_at', '<', end)
        .execute();
    },
  };
}
