import { sql, type Transaction } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import type { NoticeState } from '../contract-privacy.ts';
import type { Saved } from '../contract-rules.ts';
import { noticeUnder, siteRecord } from '../privacy/site-state.ts';

/**
 * Changes topics or rules of a site, one change after the other, and says what became of its notice: a rule's sentence is
 * a fact of it.
 *
 * @param change returns the id of what it changed
 * @throws ProblemError 404 when there is no such site
 */
export async function saving(
  { db }: Database,
  site: number,
  change: (transaction: Transaction<Schema>) => Promise<string>,
): Promise<Saved> {
  return db.transaction().execute(async (transaction) => {
    // Orders, versions and "no active rule stands on it" are read before they are written.
    await sql`SELECT pg_advisory_xact_lock(hashtext('rules'), ${site})`.execute(transaction);
    const before = await noticeOf(transaction, site);
    const id = await change(transaction);
    const notice = await noticeOf(transaction, site);
    return { id, notice, becameStale: before === 'CURRENT' && notice !== 'CURRENT' };
  });
}

export async function noticeOf(transaction: Transaction<Schema>, site: number): Promise<NoticeState> {
  const record = await siteRecord(transaction, site);
  return noticeUnder(record, record.written);
}
