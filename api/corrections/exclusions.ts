import { standingDecisions } from '../../infra/database/match-decisions.ts';
import type { Me } from '../contract.ts';
import type { AskExclusion, Exclusion, ExclusionRequest, Exclusions } from '../contract-corrections.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { findOrganization } from './known-organizations.ts';
import { findStanding, recordDecision, undoDecision } from './record-decision.ts';
import { targetOf } from './target-of.ts';

/** Exclusions in force, the newest first, and what was asked for and not decided. */
export async function exclusions(
  { database }: Pick<ApiParts, 'database'>,
  reader: Pick<Me, 'id'>,
): Promise<Exclusions> {
  const rows = await standingDecisions(database).where('kind', '=', 'exclude').execute();
  const asked = await database.db
    .selectFrom('exclusion_requests')
    .selectAll()
    .where('state', '=', 'open')
    .orderBy('id')
    .execute();
  return {
    items: rows.reverse().map(
      (row): Exclusion => ({
        id: row.seq,
        target: { kind: row.target_kind, value: row.target, name: row.target_name },
        exclusion: row.exclusion ?? 'organization',
        reason: row.reason,
        by: row.decided_by,
        at: row.decided_at.toISOString(),
      }),
    ),
    asked: asked.map((row) => ({
      id: row.id,
      organization: { id: row.organization_id, name: row.organization_name },
      reason: row.reason,
      by: row.asked_by,
      mine: row.asked_by_id === reader.id,
      at: row.asked_at.toISOString(),
    })),
  };
}

/** Excludes; it counts for the next visit. @throws ProblemError 400, 404, 409 `already_excluded` */
export async function exclude(parts: ApiParts, asked: ExclusionRequest, person: Me): Promise<void> {
  const { database, now } = parts;
  const targeted = await targetOf(parts, asked.target);
  const { kind, value } = targeted.target;
  const there = await standingDecisions(database)
    .where('kind', '=', 'exclude')
    .where('target_kind', '=', kind)
    .where('target', '=', value)
    .limit(1)
    .executeTakeFirst();
  if (there) {
    throw new ProblemError(
      409,
      'already_excluded',
      `${targeted.name} is excluded already.`,
      `${there.decided_by} did it on ${there.decided_at.toISOString().slice(0, 10)}.`,
    );
  }
  const verdict = { kind: 'exclude', reason: asked.exclusion } as const;
  await recordDecision(database, { ...targeted, verdict, reason: asked.reason.trim(), person }, now());
}

/** Takes an exclusion back. @throws ProblemError 404, 409 `decision_undone` */
export async function removeExclusion({ database, now }: ApiParts, seq: number, person: Me): Promise<void> {
  const { kind } = await findStanding(database, seq);
  if (kind !== 'exclude') throw new ProblemError(404, 'decision_not_found', 'There is no such exclusion.');
  await undoDecision(database, { seq, person, now: now() });
}

/** Sales asks; an owner or officer decides. Asking twice is asking once. @throws ProblemError 404 */
export async function askExclusion(
  parts: ApiParts,
  { organization, reason }: AskExclusion,
  person: Me,
): Promise<void> {
  const { database, now } = parts;
  const { id, name } = await findOrganization(parts, organization);
  await database.db
    .insertInto('exclusion_requests')
    .values({
      organization_id: id,
      organization_name: name,
      reason: reason.trim(),
      asked_by_id: person.id,
      asked_by: person.name,
      asked_at: new Date(now()),
    })
    .onConflict((conflict) => conflict.column('organization_id').where('state', '=', 'open').doNothing())
    .execute();
}

/** Whoever asked takes it back while nobody decided; nothing is left of it. @throws ProblemError 404 */
export async function withdrawAsked(
  { database }: Pick<ApiParts, 'database'>,
  { request, person }: { request: number; person: Pick<Me, 'id'> },
): Promise<void> {
  const withdrawn = await database.db
    .deleteFrom('exclusion_requests')
    .where('id', '=', request)
    .where('asked_by_id', '=', person.id)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst();
  if (!withdrawn) throw requestNotFound();
}

/** Excludes what was asked for, or does not. @throws ProblemError 404, 409 */
export async function decideAsked(
  parts: ApiParts,
  { request, accept, person }: { request: number; accept: boolean; person: Me },
): Promise<void> {
  const { database, now } = parts;
  const row = await database.db
    .updateTable('exclusion_requests')
    .set({ state: accept ? 'accepted' : 'declined', decided_by: person.name, decided_at: new Date(now()) })
    .where('id', '=', request)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
  if (!row) throw requestNotFound();
  if (!accept) return;
  await exclude(
    parts,
    { target: { organization: row.organization_id }, exclusion: 'organization', reason: row.reason },
    person,
  );
}

const requestNotFound = (): ProblemError =>
  new ProblemError(404, 'request_not_found', 'Nobody asks for that, or somebody decided it.');
