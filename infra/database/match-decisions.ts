import type { Selectable } from 'kysely';
import type { MatchDecision, MatchVerdict } from '../../policy/match-decision.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['match_decisions']>;

/** Decisions that nobody took back, in the order in which they were made. */
export const standingDecisions = ({ db }: Pick<Database, 'db'>) =>
  db
    .selectFrom('match_decisions')
    .selectAll()
    .where('kind', '!=', 'withdrawn')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('match_decisions as later')
            .select('later.seq')
            .whereRef('later.undoes', '=', 'match_decisions.seq'),
        ),
      ),
    )
    .orderBy('seq');

/**
 * The decisions that count: one for each target. Of several about the same, an exclusion counts before a correction,
 * because whoever excluded wants nothing stored, and else the one that was made last.
 */
export async function decisionsInForce(database: Pick<Database, 'db'>): Promise<MatchDecision[]> {
  const counting = new Map<string, Row>();
  for (const row of await standingDecisions(database).execute()) {
    const target = `${row.target_kind} ${row.target}`;
    if (counting.get(target)?.kind === 'exclude' && row.kind !== 'exclude') continue;
    counting.set(target, row);
  }
  return [...counting.values()].map(decisionOf);
}

/** A stored row as what it says. Not for rows that take back. */
export function decisionOf(row: Row): MatchDecision {
  return {
    seq: row.seq,
    target: { kind: row.target_kind, value: row.target },
    verdict: verdictOf(row),
    by: row.decided_by,
    at: row.decided_at.getTime(),
  };
}

function verdictOf({ kind, organization, exclusion }: Row): MatchVerdict {
  if (kind === 'is' && organization !== null) return { kind, organization };
  if (kind === 'exclude' && exclusion !== null) return { kind, reason: exclusion };
  return kind === 'isp' ? { kind } : { kind: 'not_them' };
}
