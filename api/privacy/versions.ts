import type { Kysely, Selectable } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { readSitePolicy, type SitePolicy } from '../../policy/site-policy.ts';
import type { PolicyVersion } from '../contract-privacy.ts';
import { ProblemError } from '../problem.ts';
import { policyBody } from './policy-body.ts';

type Row = Selectable<Schema['site_policies']>;

/** All versions of a site's policy, newest first. */
export async function policyVersions(db: Kysely<Schema>, site: number): Promise<PolicyVersion[]> {
  const rows = await db
    .selectFrom('site_policies')
    .selectAll()
    .where('site_id', '=', site)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toVersion);
}

/** @throws ProblemError 404 when the site has no policy */
export async function newestVersion(db: Kysely<Schema>, site: number): Promise<PolicyVersion> {
  const row = await db
    .selectFrom('site_policies')
    .selectAll()
    .where('site_id', '=', site)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new ProblemError(404, 'no_policy', 'This site has no policy, so nothing is collected.');
  return toVersion(row);
}

export interface NewVersion {
  site: number;
  policy: SitePolicy;
  author: string;
  reason: string;
  /** The second officer, where one was needed. */
  approvedBy?: string;
  alone?: boolean;
  restores?: number | null;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Adds the version that the policy names. The key of the table decides between two that come at once.
 *
 * @throws a unique violation when the version is there already
 */
export async function addVersion(db: Kysely<Schema>, version: NewVersion): Promise<void> {
  await db
    .insertInto('site_policies')
    .values({
      site_id: version.site,
      version: version.policy.version,
      policy: JSON.stringify(version.policy),
      author: version.author,
      reason: version.reason,
      approved_by: version.approvedBy ?? null,
      alone: version.alone ?? false,
      restores: version.restores ?? null,
      created_at: new Date(version.now),
    })
    .execute();
}

/** Whether a row could not be added because another one has its place (PostgreSQL, error 23505). */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';

function toVersion(row: Row): PolicyVersion {
  const policy = readSitePolicy(row.policy, row.version);
  return {
    version: row.version,
    author: row.author,
    approvedBy: row.approved_by,
    alone: row.alone,
    reason: row.reason,
    restores: row.restores,
    createdAt: row.created_at.toISOString(),
    demo: policy.demo,
    unreadable: policy.unreadable,
    policy: policyBody(policy),
  };
}
