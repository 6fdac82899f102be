import { sql, type Transaction } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import type { Schema } from '../../infra/database/schema.ts';
import {
  contactRequestsEndBefore,
  KEPT_CONTACT_STATES,
  type KeptContactState,
} from '../../policy/contact-request.ts';
import { dayOf, HOUR } from '../../policy/time.ts';

export interface NewContactRequest {
  site: number;
  /** Made by the page for this submission. */
  id: string;
  name: string;
  email: string;
  domain: string;
  message: string;
  /** Whether the domain agrees with the match of the network; null where that can not be said. */
  agreed: boolean | null;
  /** Whether the address has to be confirmed by mail: until then nobody reads the request. */
  confirm: boolean;
  /** Milliseconds since the epoch. */
  at: number;
}

/** More than sales could answer in an hour are no people. */
const MOST_IN_AN_HOUR = 200;
/** Nobody can have more mails sent to an address by filling in the form again. */
const MOST_MAILS = 3;

/**
 * Keeps a request, and counts the agreement with it. What resolves is durable, and the same id is the same request.
 *
 * @returns false when the site has had more than people send within an hour
 */
export function keepContactRequest({ db }: Database, request: NewContactRequest): Promise<boolean> {
  const { site, id, name, email, domain, message, agreed, confirm, at } = request;
  return db.transaction().execute(async (transaction) => {
    const { count } = await transaction
      .selectFrom('contact_requests')
      .select((each) => each.fn.countAll<number>().as('count'))
      .where('site_id', '=', site)
      .where('at', '>', new Date(at - HOUR))
      // One that is sent again was let in before.
      .where('id', '<>', id)
      .executeTakeFirstOrThrow();
    if (count >= MOST_IN_AN_HOUR) return false;
    if (confirm && (await waitingUnder(transaction, request)) >= MOST_MAILS) return false;
    const kept = await transaction
      .insertInto('contact_requests')
      .values({
        site_id: site,
        id,
        name,
        email,
        domain,
        message,
        confirmed: agreed === true,
        state: confirm ? 'unconfirmed' : 'new',
        at: new Date(at),
      })
      .onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
      .returning('seq')
      .executeTakeFirst();
    if (kept && confirm) await askToConfirm(transaction, { id, seq: kept.seq, at });
    if (kept && agreed !== null) await countEvidence(transaction, { site, agreed, at });
    return true;
  });
}

/** How many requests under an address wait to be confirmed, beside this one. */
async function waitingUnder(
  transaction: Transaction<Schema>,
  { site, id, email }: NewContactRequest,
): Promise<number> {
  const { count } = await transaction
    .selectFrom('contact_requests')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('site_id', '=', site)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .where('state', '=', 'unconfirmed')
    .where('id', '<>', id)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The mail waits in the outbox, where the transaction puts it together with the request. */
async function askToConfirm(
  transaction: Transaction<Schema>,
  { id, seq, at }: { id: string; seq: number; at: number },
): Promise<void> {
  await transaction
    .insertInto('deliveries')
    .values({
      id: `contact-${seq}-${id}`,
      kind: 'contact',
      channel_id: null,
      person_id: null,
      contact_seq: seq,
      alert_ids: '[]',
      reason: '',
      due_at: new Date(at),
    })
    .execute();
}

/** One more e-mail whose domain agreed with the match of its network, or did not. */
async function countEvidence(
  transaction: Transaction<Schema>,
  { site, agreed, at }: { site: number; agreed: boolean; at: number },
): Promise<void> {
  await transaction
    .insertInto('match_evidence')
    .values({ site_id: site, day: dayOf(at), agreed, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'day', 'agreed']).doUpdateSet({ count: sql`match_evidence.count + 1` }),
    )
    .execute();
}

/** Since when a request is in its state. */
const SINCE = {
  unconfirmed: 'at',
  new: 'at',
  answered: 'answered_at',
  removed: 'removed_at',
} as const satisfies Record<KeptContactState, string>;

/** Erases the requests whose time is over. */
export async function eraseEndedContactRequests({ db }: Database, now: number): Promise<void> {
  const ends = contactRequestsEndBefore(now);
  for (const state of KEPT_CONTACT_STATES) {
    await db
      .deleteFrom('contact_requests')
      .where('state', '=', state)
      .where(SINCE[state], '<=', new Date(ends[state]))
      .execute();
  }
}
