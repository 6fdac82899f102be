import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { reviewDue, stateAt } from '../../policy/assessment.ts';
import { isOverruled, isSuperseded } from '../../policy/superseded.ts';
import type { Me } from '../contract.ts';
import type { Assessment, NewAssessment } from '../contract-privacy.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { isTaken } from './versions.ts';

type Row = Selectable<Schema['assessments']>;

/** All records of a site, newest first, as they count now. */
export async function assessmentsOf(
  { database: { db }, now }: ApiParts,
  site: number,
  person: Me,
): Promise<Assessment[]> {
  return (await rowsOf(db, site)).map((row, _, all) => toAssessment(row, all, person, now()));
}

/** Records an assessment that is being written, waits for another, or failed. */
export function addAssessment(
  parts: ApiParts,
  site: number,
  { purposes, regimes, state, summary }: NewAssessment,
  person: Me,
): Promise<Assessment> {
  const written = { purposes, regimes, state, summary: summary.trim() };
  return record(parts, site, person, () => ({ ...written, author_id: person.id, author: person.name }));
}

/**
 * Records that an assessment holds, for six months.
 *
 * @throws ProblemError 403 `own_assessment`, 404, 409 `assessment_concluded` or `assessment_superseded`
 */
export function approveAssessment(
  parts: ApiParts,
  site: number,
  version: number,
  person: Me,
): Promise<Assessment> {
  const now = parts.now();
  return record(parts, site, person, (rows) => {
    const draft = found(rows, version);
    if (draft.state !== 'DRAFT' && draft.state !== 'DPIA_PENDING') throw concluded();
    if (isSuperseded(draft, rows) || isOverruled(draft, rows)) throw superseded();
    if (draft.author_id === person.id) {
      throw new ProblemError(
        403,
        'own_assessment',
        'Nobody approves an assessment of their own.',
        'Another person must look at it.',
      );
    }
    return {
      ...contentsOf(draft),
      state: 'APPROVED',
      author_id: draft.author_id,
      author: draft.author,
      approver_id: person.id,
      approver: person.name,
      approved_at: new Date(now),
      review_due: new Date(reviewDue(now)),
    };
  });
}

/**
 * Records that an assessment does not hold, whether it was approved or not. Takes away only, so anybody's word is enough.
 *
 * @throws ProblemError 404, 409 `assessment_concluded` or `assessment_superseded`
 */
export function failAssessment(
  parts: ApiParts,
  site: number,
  version: number,
  person: Me,
): Promise<Assessment> {
  return record(parts, site, person, (rows) => {
    const row = found(rows, version);
    if (row.state === 'FAILED') throw concluded();
    if (isSuperseded(row, rows)) throw superseded();
    return { ...contentsOf(row), state: 'FAILED', author_id: person.id, author: person.name };
  });
}

type NewRow = Omit<Insertable<Schema['assessments']>, 'site_id' | 'version' | 'purposes' | 'regimes'> &
  Pick<Row, 'purposes' | 'regimes'>;

/** Adds the next record, made from those before it. */
async function record(
  { database: { db }, now }: ApiParts,
  site: number,
  person: Me,
  next: (rows: Row[]) => NewRow,
): Promise<Assessment> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const rows = await rowsOf(transaction, site);
      const { purposes, regimes, ...rest } = next(rows);
      const row = await transaction
        .insertInto('assessments')
        .values({
          ...rest,
          site_id: site,
          version: (rows[0]?.version ?? 0) + 1,
          purposes: JSON.stringify(purposes),
          regimes: JSON.stringify(regimes),
          created_at: new Date(now()),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toAssessment(row, [row, ...rows], person, now());
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new ProblemError(
      409,
      'assessments_changed',
      'Somebody else recorded an assessment in the meantime.',
      'Look at it, and try again.',
    );
  }
}

const rowsOf = (db: Kysely<Schema>, site: number): Promise<Row[]> =>
  db.selectFrom('assessments').selectAll().where('site_id', '=', site).orderBy('version', 'desc').execute();

function found(rows: readonly Row[], version: number): Row {
  const row = rows.find((each) => each.version === version);
  if (!row) throw new ProblemError(404, 'assessment_not_found', 'There is no such assessment.');
  return row;
}

const contentsOf = ({ purposes, regimes, summary }: Row) => ({ purposes, regimes, summary });

const concluded = (): ProblemError =>
  new ProblemError(409, 'assessment_concluded', 'The assessment was concluded already.');

const superseded = (): ProblemError =>
  new ProblemError(409, 'assessment_superseded', 'A newer record took the place of this assessment.');

function toAssessment(row: Row, all: readonly Row[], person: Me, now: number): Assessment {
  const approvedAt = row.approved_at?.getTime() ?? null;
  const due = row.review_due?.getTime() ?? null;
  return {
    version: row.version,
    purposes: row.purposes,
    regimes: row.regimes,
    state: stateAt({ state: row.state, approvedAt, reviewDue: due }, now),
    superseded: isSuperseded(row, all),
    summary: row.summary,
    author: row.author,
    mine: row.author_id === person.id,
    approver: row.approver,
    approvedAt: row.approved_at?.toISOString() ?? null,
    reviewDue: row.review_due?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
