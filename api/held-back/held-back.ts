import type { Database } from '../../infra/database/database.ts';
import type { HeldBackPage, HeldBackReason } from '../contract-my-alerts.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { findSite } from '../sites/sites.ts';

interface HeldBackQuery {
  site: number;
  reason: HeldBackReason | undefined;
  /** Who reads. What colleagues wish is theirs: only an owner sees what was held back from others. */
  reader: { id: string; seesOthers: boolean };
  cursor: string | undefined;
  limit: number;
}

/** What was held back, the newest first. @throws ProblemError 404, or 400 for a cursor that is not ours */
export async function listHeldBack(database: Database, of: HeldBackQuery): Promise<HeldBackPage> {
  const { site, reason, reader, limit } = of;
  await findSite(database, site);
  const before =
    of.cursor === undefined ? undefined : Number(readCursor(of.cursor, [Number.MAX_SAFE_INTEGER])[0]);
  let query = database.db
    .selectFrom('held_back')
    .leftJoin('user', 'user.id', 'held_back.person_id')
    .select(['seq', 'organization_id', 'organization_name', 'rule_id', 'rule_title'])
    .select(['held_back.reason', 'held_back.detail', 'held_back.at', 'person_id', 'user.name as person_name'])
    .where('site_id', '=', site);
  if (reason !== undefined) query = query.where('reason', '=', reason);
  if (before !== undefined) query = query.where('seq', '<', before);
  if (!reader.seesOthers) {
    query = query.where((where) =>
      where.or([where('person_id', 'is', null), where('person_id', '=', reader.id)]),
    );
  }
  const found = await query
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute();
  const page = found.slice(0, limit);
  const end = page.at(-1);
  return {
    items: page.map((row) => ({
      id: String(row.seq),
      org: { id: row.organization_id, name: row.organization_name },
      rule: { id: row.rule_id, title: row.rule_title },
      reason: row.reason,
      person:
        row.person_id === null ? null : { name: row.person_name ?? '', isMe: row.person_id === reader.id },
      until: row.detail === '' ? null : row.detail,
      at: row.at.toISOString(),
    })),
    nextCursor: found.length > page.length && end ? writeCursor([end.seq]) : null,
  };
}
