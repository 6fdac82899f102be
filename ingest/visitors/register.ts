import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import { watch } from '../../infra/database/watch.ts';
import { LEVEL_CONTENTS } from '../../policy/levels.ts';
import { DAY } from '../../policy/time.ts';
import { consentRecord, withdrawalEvent } from './consent-record.ts';
import { receiptSeal } from './receipt.ts';
import { SuppressionList } from './suppression-list.ts';
import type { VisitorRegister } from './visitors.ts';

export interface RegisterOptions {
  database: Database;
  /** Never in the database: without them, what lies there says nothing about anybody. */
  keys: { receipts: string; suppressions: string };
  /** Milliseconds since the epoch. */
  now: () => number;
  onError: (error: unknown) => void;
}

/** Rows that were committed late must not be missed: this much of what was read is read again, milliseconds. */
const OVERLAP = 10_000;
/** A record proves why something was kept, so it is kept as long as that; milliseconds after the consent ran out. */
const PROOF_KEPT = LEVEL_CONTENTS.VISITOR.retention.eventDays * DAY;

/**
 * The register on the database. What others write is known here within a second; what is written here is known at once,
 * even if writing fails: for taking away, a word is enough.
 */
export async function openRegister(options: RegisterOptions): Promise<VisitorRegister> {
  const { database, keys, now, onError } = options;
  const { db } = database;
  const seal = receiptSeal(keys.receipts);
  const suppressed = new SuppressionList(keys.suppressions);
  /** Withdrawn receipts that would still hold, by id, with the end of their time. */
  const withdrawn = new Map<string, number>();
  /** How far suppressions and withdrawals were read, by the database's clock. */
  let seen = { suppressed: 0, withdrawn: 0 };

  const read = async (): Promise<void> => {
    const time = new Date(now());
    const entries = await db
      .selectFrom('suppressions')
      .select(['entry', 'created_at', 'expires_at'])
      .where('created_at', '>=', new Date(seen.suppressed - OVERLAP))
      .where((each) => each.or([each('expires_at', 'is', null), each('expires_at', '>', time)]))
      .execute();
    const receipts = await db
      .selectFrom('consent_receipts')
      .select(['id', 'withdrawn_at', 'expires_at'])
      .where('withdrawn_at', '>=', new Date(seen.withdrawn - OVERLAP))
      .where('expires_at', '>', time)
      .execute();
    suppressed.add(
      entries.map(({ entry, expires_at }) => ({ entry, expiresAt: expires_at?.getTime() ?? null })),
    );
    for (const { id, expires_at } of receipts) withdrawn.set(id, expires_at.getTime());
    seen = {
      suppressed: newest(seen.suppressed, entries, ({ created_at }) => created_at),
      withdrawn: newest(seen.withdrawn, receipts, ({ withdrawn_at }) => withdrawn_at),
    };
  };
  const stop = await watch(database, 'visitors', read, onError);

  return {
    proofOf: (receipt) => {
      const contents = seal.open(receipt);
      return contents && { ...contents, withdrawn: withdrawn.has(contents.id) };
    },
    isSuppressed: (visitor) => suppressed.has(visitor, now()),

    give: async (consent) => {
      const id = randomBytes(16).toString('base64url');
      const { site, granted, refused, noticeHash, givenAt, expiresAt } = consent;
      await db
        .insertInto('consent_receipts')
        .values({
          id,
          site_id: site,
          record: JSON.stringify(consentRecord({ ...consent, id })),
          given_at: new Date(givenAt),
          expires_at: new Date(expiresAt),
        })
        .execute();
      const asked = [...granted, ...refused];
      return {
        id,
        receipt: seal.seal({ id, site, purposes: granted, asked, noticeHash, givenAt, expiresAt }),
      };
    },

    withdraw: async (site, receipt) => {
      const contents = seal.open(receipt);
      if (contents === null || contents.site !== site) return;
      withdrawn.set(contents.id, contents.expiresAt);
      const event = JSON.stringify([withdrawalEvent(now())]);
      await db
        .updateTable('consent_receipts')
        .set({
          withdrawn_at: sql<Date>`now()`,
          record: sql`jsonb_set(record, '{events}', (record -> 'events') || ${event}::jsonb)`,
        })
        .where('id', '=', contents.id)
        .where('withdrawn_at', 'is', null)
        .execute();
    },

    object: async (visitor) => {
      const entries = suppressed.entriesFor(visitor, now());
      if (entries.length === 0) return;
      suppressed.add(entries);
      await db
        .insertInto('suppressions')
        .values(
          entries.map(({ entry, expiresAt }) => ({
            site_id: visitor.site,
            entry,
            expires_at: expiresAt === null ? null : new Date(expiresAt),
          })),
        )
        .onConflict((conflict) => conflict.columns(['site_id', 'entry']).doNothing())
        .execute();
    },

    expire: async () => {
      const time = now();
      suppressed.expire(time);
      for (const [id, expiresAt] of withdrawn) if (expiresAt <= time) withdrawn.delete(id);
      await db.deleteFrom('suppressions').where('expires_at', '<=', new Date(time)).execute();
      await db
        .deleteFrom('consent_receipts')
        .where('expires_at', '<=', new Date(time - PROOF_KEPT))
        .execute();
    },

    close: stop,
  };
}

function newest<Row>(seen: number, rows: readonly Row[], timeOf: (row: Row) => Date | null): number {
  return rows.reduce((most, row) => Math.max(most, timeOf(row)?.getTime() ?? 0), seen);
}
