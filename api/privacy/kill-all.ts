import type { Kysely } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import type { Me } from '../contract.ts';
import type { KillRequest, KillSwitch } from '../contract-privacy.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { notYours } from './kill-site.ts';

/** The switch for all sites. Only a row that says "not killed" leaves it open. */
export async function killSwitch({ database: { db } }: ApiParts, person: Me): Promise<KillSwitch> {
  const row = await db.selectFrom('installation').selectAll().executeTakeFirst();
  const changes = await db.selectFrom('installation_changes').selectAll().orderBy('seq', 'desc').execute();
  const killed = row?.killed !== false;
  return {
    killed,
    mine: killed && row?.changed_by_id === person.id,
    history: changes.map((change) => ({
      killed: change.killed,
      by: change.changed_by,
      reason: change.reason,
      at: change.changed_at.toISOString(),
    })),
  };
}

/** Who switched everything off, why and when; null while it is on. */
export async function killedEverywhere(
  db: Kysely<Schema>,
): Promise<{ by: string; reason: string; at: string } | null> {
  const row = await db.selectFrom('installation').selectAll().executeTakeFirst();
  if (row?.killed === false) return null;
  return {
    by: row?.changed_by ?? '',
    reason: row?.reason ?? '',
    at: row?.changed_at?.toISOString() ?? '',
  };
}

/**
 * Turns the switch for all sites: off at once; on again by an officer other than who switched off, unless there is one
 * officer only.
 *
 * @throws ProblemError 403 `not_allowed` or `own_switch`
 */
export async function killAll(
  { database: { db }, officers, now }: ApiParts,
  { killed, reason }: KillRequest,
  person: Me,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await transaction.selectFrom('installation').selectAll().forUpdate().executeTakeFirst();
    if (row?.killed === killed) return;
    if (!killed && person.role !== 'privacy_officer') throw notYours();
    if (!killed && officers === 'two' && row?.changed_by_id === person.id) {
      throw new ProblemError(
        403,
        'own_switch',
        'You switched collection off, so another officer must switch it on again.',
      );
    }
    const changed_at = new Date(now());
    await transaction
      .updateTable('installation')
      .set({ killed, changed_by_id: person.id, changed_by: person.name, reason, changed_at })
      .execute();
    await transaction
      .insertInto('installation_changes')
      .values({ killed, changed_by: person.name, reason, changed_at })
      .execute();
  });
}
