import { decisionsInForce } from '../../infra/database/match-decisions.ts';
import type { MatchDecision } from '../../policy/match-decision.ts';
import { WHOLE_SITE } from '../../policy/rollup.ts';
import type { Me } from '../contract.ts';
import type { Past } from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';

const NOTHING: Past = { state: 'none', sessions: 0, since: null, progress: { done: 0, total: 0 } };

/**
 * What is stored that a decision could be applied to. Of networks that is nothing: no address is stored.
 */
export async function pastOf(
  { database, warehouse }: Pick<ApiParts, 'database' | 'warehouse'>,
  seq: number,
): Promise<Past> {
  const decision = await countingDecision(database, seq);
  if (decision?.target.kind !== 'organization') return NOTHING;
  const move = await database.db
    .selectFrom('match_moves')
    .selectAll()
    .where('decision', '=', seq)
    .where('state', '!=', 'returned')
    .executeTakeFirst();
  const [stored] = await warehouse.query<{ sessions: string; views: string; since: number }>(
    `SELECT sum(t.sessions) AS sessions, sum(t.views) AS views, toUnixTimestamp(min(quarter)) AS since
     FROM (
       SELECT quarter, sum(sessions) AS sessions, sum(views) AS views FROM organization_quarters
       WHERE topic = ${WHOLE_SITE}
         AND if({move:UInt32} = 0, organization = {from:UInt64}, has(moves, {move:UInt32}))
       GROUP BY quarter
       HAVING views != 0) AS t`,
    { move: move?.id ?? 0, from: decision.target.value },
  );
  const { sessions = '0', views = '0', since = 0 } = stored ?? {};
  const there = Number(views) > 0;
  return {
    state: stateOf(move?.state, there),
    sessions: Number(sessions),
    since: there ? new Date(since * 1000).toISOString() : null,
    progress: { done: move?.months_done ?? 0, total: move?.months_total ?? 0 },
  };
}

/** Only what counts for the next visit can count for the past. */
async function countingDecision(
  database: ApiParts['database'],
  seq: number,
): Promise<MatchDecision | undefined> {
  return (await decisionsInForce(database)).find((each) => each.seq === seq);
}

function stateOf(move: string | undefined, there: boolean): Past['state'] {
  if (move === 'moving' || move === 'moved' || move === 'returning') return move;
  return there ? 'offered' : 'none';
}

/**
 * Asks for a decision to count for what is stored as well. Asking twice is asking once.
 *
 * @throws ProblemError 409 `no_past`
 */
export async function applyToPast(parts: ApiParts, seq: number, person: Me): Promise<Past> {
  const { database, now } = parts;
  const decision = await countingDecision(database, seq);
  if (decision?.target.kind !== 'organization') {
    throw new ProblemError(
      409,
      'no_past',
      'This decision can not be applied to what is stored.',
      'It was taken back, another one came since, or it is about a network: no address is stored.',
    );
  }
  await database.db
    .insertInto('match_moves')
    .values({
      decision: seq,
      from_organization: decision.target.value,
      to_organization: decision.verdict.kind === 'is' ? decision.verdict.organization.id : '0',
      asked_by: person.name,
      asked_at: new Date(now()),
    })
    .onConflict((conflict) => conflict.column('decision').where('state', '!=', 'returned').doNothing())
    .execute();
  return pastOf(parts, seq);
}
