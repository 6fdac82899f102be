import type { Database } from '../../infra/database/database.ts';
import { checkedBody, PolicyBreachError } from '../allow-list.ts';
import type { ToldAlert } from './message.ts';

/**
 * The alerts of a delivery, each held against the allow-list. One that holds more is left out and becomes an incident;
 * one that was removed meanwhile is left out.
 *
 * @returns `breached`: whether one was withheld
 */
export async function loadAlerts(
  { db }: Database,
  ids: readonly string[],
  now: number,
): Promise<{ alerts: ToldAlert[]; breached: boolean }> {
  if (ids.length === 0) return { alerts: [], breached: false };
  const rows = await db
    .selectFrom('alerts')
    .innerJoin('sites', 'sites.id', 'alerts.site_id')
    .select(['alerts.id', 'alerts.site_id', 'alerts.body', 'sites.name'])
    .where('alerts.id', 'in', [...ids])
    .orderBy('alerts.seq')
    .execute();
  const alerts: ToldAlert[] = [];
  let breached = false;
  for (const row of rows) {
    try {
      alerts.push({ id: row.id, siteId: row.site_id, siteName: row.name, body: checkedBody(row.body) });
    } catch (error) {
      if (!(error instanceof PolicyBreachError)) throw error;
      breached = true;
      await db
        .insertInto('incidents')
        .values({ kind: error.code, subject: row.id, detail: error.message, at: new Date(now) })
        .onConflict((conflict) => conflict.columns(['kind', 'subject']).doNothing())
        .execute();
    }
  }
  return { alerts, breached };
}
