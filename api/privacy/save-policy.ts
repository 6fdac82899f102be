import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { checkPolicy } from '../../policy/check-policy.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import type { Me } from '../contract.ts';
import type { PolicySave, PolicySaved } from '../contract-privacy.ts';
import { type FieldProblem, ProblemError } from '../problem.ts';
import { sitePolicy } from './policy-body.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { siteRecord } from './site-state.ts';
import { addVersion, isTaken, newestVersion, policyVersions } from './versions.ts';

/**
 * Takes an officer's draft: in force at once when it only narrows, else kept for a second officer.
 *
 * @throws ProblemError 409 `policy_changed` or `proposal_open`, 422 `invalid_policy`; then nothing is saved
 */
export async function savePolicy(
  { database: { db }, officers, changes, now }: PrivacyParts,
  site: number,
  save: PolicySave,
  person: Me,
): Promise<PolicySaved> {
  const record = await siteRecord(db, site);
  const base = record.written.version;
  if (save.baseVersion !== base) throw policyChanged(base);
  const draft = sitePolicy(save.policy, { version: base + 1, demo: record.written.demo });
  const restores = save.restores ?? null;
  refuse([
    ...draftProblems(draft),
    ...reasonProblems(save.reason),
    ...(restores === null ? [] : await restoreProblems(db, site, restores, draft)),
  ]);
  const change = await changes.of(record, draft);
  const reason = save.reason.trim();
  const alone = change.widens && officers === 'one';
  if (change.widens && !alone) {
    const proposal = await propose(db, { site, base, draft, reason, restores, person, now: now() });
    return { outcome: 'proposed', version: null, proposal, change };
  }
  try {
    await addVersion(db, { site, policy: draft, author: person.name, reason, alone, restores, now: now() });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw policyChanged((await newestVersion(db, site)).version);
  }
  return { outcome: 'active', version: draft.version, proposal: null, change };
}

export const policyChanged = (version: number): ProblemError =>
  new ProblemError(
    409,
    'policy_changed',
    'Somebody else changed the policy in the meantime.',
    `Version ${version} is in force now. Look at it, and make your change again.`,
  );

/** @throws ProblemError 422 `invalid_policy` when there is anything */
export function refuse(errors: FieldProblem[]): void {
  if (errors.length === 0) return;
  throw new ProblemError(422, 'invalid_policy', 'The policy can not be meant like this.', undefined, {
    errors,
  });
}

export const draftProblems = (draft: SitePolicy): FieldProblem[] =>
  checkPolicy(draft).map(({ field, message }) => ({ field: `policy.${field}`, message }));

const reasonProblems = (reason: string): FieldProblem[] =>
  reason.trim().length < 3 ? [{ field: 'reason', message: 'must say why' }] : [];

/** The history must not say that a version brings back what it does not. */
async function restoreProblems(
  db: Kysely<Schema>,
  site: number,
  restores: number,
  draft: SitePolicy,
): Promise<FieldProblem[]> {
  const version = (await policyVersions(db, site)).find((each) => each.version === restores);
  if (!version) return [{ field: 'restores', message: `there is no version ${restores}` }];
  return isDeepStrictEqual(sitePolicy(version.policy, draft), draft)
    ? []
    : [{ field: 'restores', message: `the policy is not that of version ${restores}` }];
}

async function propose(
  db: Kysely<Schema>,
  of: {
    site: number;
    base: number;
    draft: SitePolicy;
    reason: string;
    restores: number | null;
    person: Me;
    now: number;
  },
): Promise<number> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const newest = (await newestVersion(transaction, of.site)).version;
      if (newest !== of.base) throw policyChanged(newest);
      const { id } = await transaction
        .insertInto('policy_proposals')
        .values({
          site_id: of.site,
          base_version: of.base,
          policy: JSON.stringify(of.draft),
          reason: of.reason,
          restores: of.restores,
          author_id: of.person.id,
          author: of.person.name,
          created_at: new Date(of.now),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new ProblemError(
      409,
      'proposal_open',
      'A proposal for this site waits for a decision.',
      'It must be approved, declined or withdrawn before the next one.',
    );
  }
}
