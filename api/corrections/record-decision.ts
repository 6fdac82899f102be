import { sql } from 'kysely';
import type { Database } from '../../infra/database/database.ts';
import { standingDecisions } from '../../infra/database/match-decisions.ts';
import type { MatchTarget, MatchVerdict } from '../../policy/match-decision.ts';
import type { Me } from '../contract.ts';
import { ProblemError } from '../problem.ts';
import { closeWindows, reopenWindows } from './windows-of.ts';

/** Somebody decides about a match. */
export interface NewDecision {
  target: MatchTarget;
  /** The target as it was shown. */
  name: string;
  verdict: MatchVerdict;
  reason: string;
  person: Me;
  /** Organizations that lose their name by it. */
  organizations: readonly string[];
}

/**
 * Stores a decision, which puts it in force, and closes the windows of whom it is about.
 *
 * @returns its number
 */
export function recordDecision(
  { db }: Database,
  { target, name, verdict, reason, person, organizations }: NewDecision,
  now: number,
): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const { seq } = await transaction
      .insertInto('match_decisions')
      .values({
        kind: verdict.kind,
        target_kind: target.kind,
        target: target.value,
        target_name: name,
        organization: verdict.kind === 'is' ? JSON.stringify(verdict.organization) : null,
        exclusion: verdict.kind === 'exclude' ? verdict.reason : null,
        reason,
        decided_by_id: person.id,
        decided_by: person.name,
        decided_at: new Date(now),
      })
      .returning('seq')
      .executeTakeFirstOrThrow();
    await closeWindows(transaction, { decision: seq, organizations, now });
    // What an earlier decision about the same moved comes back: this one counts now.
    await transaction
      .updateTable('match_moves')
      .set({ state: 'returning', months_done: 0, months_total: 0 })
      .where('state', 'in', ['moving', 'moved'])
      .where('decision', 'in', (select) =>
        select
          .selectFrom('match_decisions')
          .select('seq')
          .where('target_kind', '=', target.kind)
          .where('target', '=', target.value),
      )
      .execute();
    return seq;
  });
}

/** Whether somebody decided about an organization, and nobody took it back. */
export async function standingAbout(database: Pick<Database, 'db'>, organization: string): Promise<boolean> {
  const row = await standingDecisions(database)
    .where('target_kind', '=', 'organization')
    .where('target', '=', organization)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A decision that stands. @throws ProblemError 404, or 409 `decision_undone` */
export async function findStanding(database: Pick<Database, 'db'>, seq: number) {
  const row = await standingDecisions(database).where('seq', '=', seq).executeTakeFirst();
  if (row) return row;
  const there = await database.db
    .selectFrom('match_decisions')
    .select('seq')
    .where('seq', '=', seq)
    .where('kind', '!=', 'withdrawn')
    .executeTakeFirst();
  if (there) throw new ProblemError(409, 'decision_undone', 'This decision was taken back already.');
  throw new ProblemError(404, 'decision_not_found', 'There is no such decision.');
}

/**
 * Takes a decision back by another one: it counts no more, its windows open again, and what it moved comes back.
 *
 * @throws ProblemError 404, 409 `decision_undone`
 */
export async function undoDecision(
  { db }: Database,
  { seq, person, now }: { seq: number; person: Me; now: number },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // Of two at the same time, the second waits here and finds it undone.
    await sql`SELECT pg_advisory_xact_lock(hashtext('match_decisions'))`.execute(transaction);
    const row = await findStanding({ db: transaction }, seq);
    await transaction
      .insertInto('match_decisions')
      .values({
        kind: 'withdrawn',
        target_kind: row.target_kind,
        target: row.target,
        target_name: row.target_name,
        organization: null,
        exclusion: null,
        undoes: seq,
        decided_by_id: person.id,
        decided_by: person.name,
        decided_at: new Date(now),
      })
      .execute();
    await transaction
      .updateTable('match_moves')
      .set({ state: 'returning', months_done: 0, months_total: 0 })
      .where('decision', '=', seq)
      .where('state', '!=', 'returned')
      .execute();
    const closed = await transaction
      .selectFrom('closed_windows')
      .innerJoin('windows', 'windows.id', 'closed_windows.window_id')
      .select('windows.organization_id')
      .distinct()
      .where('decision', '=', seq)
      .execute();
    const concerned = new Set(closed.map((each) => each.organization_id));
    if (row.target_kind === 'organization') concerned.add(row.target);
    for (const organization of concerned) {
      if (!(await standingAbout({ db: transaction }, organization)))
        await reopenWindows(transaction, { organization, now });
    }
  });
}
