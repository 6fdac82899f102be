import type { Selectable } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import type { MatchVerdict, NamedOrganization } from '../../policy/match-decision.ts';
import type { Me } from '../contract.ts';
import type { Correction, CorrectionPage, CorrectionRequest } from '../contract-corrections.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { findOrganization } from './known-organizations.ts';
import { recordDecision, standingAbout } from './record-decision.ts';
import { targetOf } from './target-of.ts';

type Row = Selectable<Schema['match_decisions']> & { undone_by: string | null; undone_at: Date | null };

/** Corrections with who took them back, for further conditions. */
const correctionRows = ({ database: { db } }: Pick<ApiParts, 'database'>) =>
  db
    .selectFrom('match_decisions')
    .leftJoin('match_decisions as later', 'later.undoes', 'match_decisions.seq')
    .selectAll('match_decisions')
    .select(['later.decided_by as undone_by', 'later.decided_at as undone_at'])
    .where('match_decisions.kind', 'in', ['not_them', 'is', 'isp']);

/** The newest first; of one organization, or of all. */
export async function corrections(
  parts: Pick<ApiParts, 'database'>,
  of: { organization?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<CorrectionPage> {
  let rows = correctionRows(parts)
    .orderBy('match_decisions.seq', 'desc')
    .limit(of.limit + 1);
  if (of.organization !== undefined) {
    rows = rows
      .where('match_decisions.target_kind', '=', 'organization')
      .where('match_decisions.target', '=', of.organization);
  }
  if (of.cursor !== undefined) {
    const [before = ''] = readCursor(of.cursor, [Number.MAX_SAFE_INTEGER]);
    rows = rows.where('match_decisions.seq', '<', Number(before));
  }
  const found = await rows.execute();
  const page = found.slice(0, of.limit);
  const end = page.at(-1);
  return {
    items: page.map(toCorrection),
    nextCursor: found.length > page.length && end ? writeCursor([end.seq]) : null,
  };
}

/** @throws ProblemError 404 */
export async function findCorrection(parts: Pick<ApiParts, 'database'>, seq: number): Promise<Correction> {
  const row = await correctionRows(parts).where('match_decisions.seq', '=', seq).executeTakeFirst();
  if (!row) throw new ProblemError(404, 'decision_not_found', 'There is no such decision.');
  return toCorrection(row);
}

/**
 * Corrects a match. It counts for the next visit.
 *
 * @throws ProblemError 400, 403 `not_allowed`, 404, 409 `same_organization` or `is_corrected`
 */
export async function correct(
  parts: ApiParts,
  { target: asked, verdict: said }: CorrectionRequest,
  person: Me,
): Promise<Correction> {
  const { database, now } = parts;
  if (!('organization' in asked) && person.role === 'sales') throw networksAreNotYours();
  const targeted = await targetOf(parts, asked);
  const verdict = await verdictOf(parts, said);
  if (verdict.kind === 'is') {
    const { id, name } = verdict.organization;
    if (id === targeted.target.value) {
      throw new ProblemError(409, 'same_organization', `It is shown as ${name} already.`);
    }
    // Following a chain of corrections forward is fine; a circle would have no end.
    if (await standingAbout(database, id)) {
      throw new ProblemError(
        409,
        'is_corrected',
        `Somebody decided about ${name} as well.`,
        'Take that decision back first, or name the organization that it is in the end.',
      );
    }
  }
  const seq = await recordDecision(database, { ...targeted, verdict, reason: '', person }, now());
  return findCorrection(parts, seq);
}

async function verdictOf(parts: ApiParts, verdict: CorrectionRequest['verdict']): Promise<MatchVerdict> {
  if (verdict.kind !== 'is') return verdict;
  const { organization: meant } = verdict;
  if ('id' in meant) {
    const { kind, ...known } = await findOrganization(parts, meant.id);
    return { kind: 'is', organization: { ...known, kind: kindOf(kind) } };
  }
  const [name, country] = [meant.name.trim(), meant.country ?? ''];
  return {
    kind: 'is',
    organization: { ...parts.identify(name, country), name, domain: meant.domain ?? '', country },
  };
}

const kindOf = (kind: string): NamedOrganization['kind'] =>
  kind === 'education' || kind === 'government' || kind === 'healthcare' ? kind : 'business';

export const networksAreNotYours = (): ProblemError =>
  new ProblemError(
    403,
    'not_allowed',
    'Your role may not decide about networks.',
    'Correct the organization instead, or ask an owner or a privacy officer.',
  );

function toCorrection(row: Row): Correction {
  const { kind, organization } = row;
  return {
    id: row.seq,
    kind: kind === 'is' || kind === 'isp' ? kind : 'not_them',
    target: { kind: row.target_kind, value: row.target, name: row.target_name },
    organization: organization && {
      id: organization.id,
      name: organization.name,
      domain: organization.domain,
      country: organization.country,
    },
    by: row.decided_by,
    at: row.decided_at.toISOString(),
    undone:
      row.undone_by !== null && row.undone_at !== null
        ? { by: row.undone_by, at: row.undone_at.toISOString() }
        : null,
  };
}
