import type { Me } from '../contract.ts';
import type { ReverseDns, ReverseDnsRequest } from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';

/** Whether DNS may be asked for names, and everybody who said so or the opposite, the newest first. */
export async function reverseDns({
  database: { db },
  reverseDns: setting,
}: Pick<ApiParts, 'database' | 'reverseDns'>): Promise<ReverseDns> {
  const rows = await db.selectFrom('reverse_dns_changes').selectAll().orderBy('seq', 'desc').execute();
  const forbidden = setting === 'off';
  return {
    enabled: !forbidden && rows[0]?.enabled === true,
    forbidden,
    history: rows.map((row) => ({
      enabled: row.enabled,
      by: row.changed_by,
      reason: row.reason,
      at: row.changed_at.toISOString(),
    })),
  };
}

/** Switches; every change is kept with its reason. What is so already is not noted twice. */
export async function switchReverseDns(
  { database: { db }, now }: Pick<ApiParts, 'database' | 'now'>,
  { enabled, reason }: ReverseDnsRequest,
  person: Me,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom('reverse_dns_changes')
      .select('enabled')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if ((last?.enabled ?? false) === enabled) return;
    await transaction
      .insertInto('reverse_dns_changes')
      .values({
        enabled,
        changed_by_id: person.id,
        changed_by: person.name,
        reason: reason.trim(),
        changed_at: new Date(now()),
      })
      .execute();
  });
}
