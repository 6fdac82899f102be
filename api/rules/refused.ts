import type { Database } from '../../infra/database/database.ts';
import type { RuleRefusal } from '../../policy/rules/refusals.ts';
import type { Me } from '../contract.ts';
import type { RuleRefused } from '../contract-rules.ts';
import { ProblemError } from '../problem.ts';

/** More than anybody reads. */
const MOST_SHOWN = 100;

/** The answer to whoever writes what can be no rule. There is no switch that overrides it. */
export function refusedProblem({ code, ...refused }: RuleRefusal): ProblemError {
  const { sentence, why, alternative } = refused;
  return new ProblemError(422, code, sentence, `${why} ${alternative}`, { refused });
}

/** Keeps that somebody tried to save what can not be. @returns the answer to them */
export async function recordRefusal(
  { db }: Database,
  refusal: RuleRefusal,
  { site, person, now }: { site: number; person: Me; now: number },
): Promise<ProblemError> {
  const { code, field, sentence } = refusal;
  await db
    .insertInto('rule_refusals')
    .values({
      site_id: site,
      code,
      field,
      sentence,
      author_id: person.id,
      author: person.name,
      at: new Date(now),
    })
    .execute();
  return refusedProblem(refusal);
}

/** What was refused on a site, the newest first. */
export async function refusedRules({ db }: Database, site: number): Promise<RuleRefused[]> {
  const rows = await db
    .selectFrom('rule_refusals')
    .select(['code', 'field', 'sentence', 'author', 'at'])
    .where('site_id', '=', site)
    .orderBy('seq', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
