import { sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import { siteRecords } from '../../infra/database/site-records.ts';
import { CONTACT_REQUEST_TERMS, type ContactRequestState } from '../../policy/contact-request.ts';
import { DAY } from '../../policy/time.ts';
import type { ContactRequest, ContactRequestPage } from '../contract-contact.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { ProblemError } from '../problem.ts';
import { findSite } from '../sites/sites.ts';

const COLUMNS = [
  'seq',
  'id',
  'name',
  'email',
  'domain',
  'message',
  'confirmed',
  'confirmed_at',
  'at',
  'state',
  'answered_by',
  'answered_at',
  'removed_by',
  'removed_at',
] as const;

type Row = Omit<Schema['contact_requests'], 'seq' | 'site_id' | 'state'> & { state: ContactRequestState };

const toRequest = (row: Row): ContactRequest => ({
  id: row.id,
  name: row.name,
  email: row.email,
  domain: row.domain,
  message: row.message,
  confirmed: row.confirmed,
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
  at: row.at.toISOString(),
  state: row.state,
  answeredBy: row.answered_by,
  answeredAt: row.answered_at?.toISOString() ?? null,
  removedBy: row.removed_by,
  removedAt: row.removed_at?.toISOString() ?? null,
  erasedAt: endOf(row).toISOString(),
});

/** The same as maintenance goes by. */
function endOf({ state, at, answered_at, removed_at }: Row): Date {
  const { answeredDays, unansweredDays, removedDays } = CONTACT_REQUEST_TERMS;
  const after = (since: Date, days: number): Date => new Date(since.getTime() + days * DAY);
  if (state === 'answered') return after(answered_at ?? at, answeredDays);
  return state === 'removed' ? after(removed_at ?? at, removedDays) : after(at, unansweredDays);
}

/** Requests of a site, the newest first. @throws ProblemError 404, or 400 for a cursor that is not ours */
export async function contactRequests(
  database: Database,
  of: { site: number; state: ContactRequestState; cursor: string | undefined; limit: number },
): Promise<ContactRequestPage> {
  await findSite(database, of.site);
  const [record] = await siteRecords(database, of.site);
  const before =
    of.cursor === undefined ? undefined : Number(readCursor(of.cursor, [Number.MAX_SAFE_INTEGER])[0]);
  const found = await database.db
    .selectFrom('contact_requests')
    .select(COLUMNS)
    .where('site_id', '=', of.site)
    .where('state', '=', of.state)
    .$narrowType<{ state: ContactRequestState }>()
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .orderBy('seq', 'desc')
    .limit(of.limit + 1)
    .execute();
  const page = found.slice(0, of.limit);
  const end = page.at(-1);
  return {
    taken: record?.policy.contactRequests === true && !record.policy.killed,
    items: page.map(toRequest),
    nextCursor: found.length > page.length && end ? writeCursor([end.seq]) : null,
  };
}

/**
 * What somebody did about a request. Who answered it first stays written down, so that taking a removal back leaves it
 * as it was.
 *
 * @throws ProblemError 404
 */
export async function changeContactRequest(
  { db }: Database,
  of: { site: number; id: string },
  change: { state: ContactRequestState; by: string; now: number },
): Promise<ContactRequest> {
  const { state, by, now } = change;
  const at = new Date(now);
  const row = await db
    .updateTable('contact_requests')
    .set({
      state,
      removed_by: state === 'removed' ? by : null,
      removed_at: state === 'removed' ? at : null,
      ...(state === 'new' ? { answered_by: null, answered_at: null } : {}),
      ...(state === 'answered'
        ? {
            answered_by: sql<string>`coalesce(answered_by, ${by})`,
            answered_at: sql<Date>`coalesce(answered_at, ${at}::timestamptz)`,
          }
        : {}),
    })
    .where('site_id', '=', of.site)
    .where('id', '=', of.id)
    // What waits to be confirmed is nothing that sales can see or change.
    .where('state', '<>', 'unconfirmed')
    .returning(COLUMNS)
    .$narrowType<{ state: ContactRequestState }>()
    .executeTakeFirst();
  if (!row) throw notFound();
  return toRequest(row);
}

/** @throws ProblemError 404 */
export async function eraseContactRequest({ db }: Database, of: { site: number; id: string }): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('contact_requests')
    .where('site_id', '=', of.site)
    .where('id', '=', of.id)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw notFound();
}

/** Everything that somebody sent under an e-mail address. @returns how many requests there were */
export async function eraseContactRequestsOf(
  { db }: Database,
  of: { site: number; email: string },
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('contact_requests')
    .where('site_id', '=', of.site)
    .where(sql`lower(email)`, '=', of.email.trim().toLowerCase())
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

const notFound = (): ProblemError =>
  new ProblemError(404, 'contact_request_not_found', 'There is no such request; it may have been erased.');
