import type { Kysely, Selectable } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import type { SiteRecord } from '../../infra/database/site-records.ts';
import { readSitePolicy, type SitePolicy } from '../../policy/site-policy.ts';
import type { Me } from '../contract.ts';
import type { PolicyProposal } from '../contract-privacy.ts';
import type { ApiParts } from '../parts.ts';
import { ProblemError } from '../problem.ts';
import { policyBody } from './policy-body.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { addVersion, isTaken, newestVersion } from './versions.ts';

type Row = Selectable<Schema['policy_proposals']>;

/** What an officer says to a proposal. */
export interface Decision {
  site: number;
  proposal: number;
  person: Me;
  reason: string | null;
}

/** The proposal that waits for a second officer, with what it would do now; null when there is none. */
export async function openProposal(
  { database: { db }, changes }: PrivacyParts,
  record: SiteRecord,
  person: Me,
): Promise<PolicyProposal | null> {
  const row = await db
    .selectFrom('policy_proposals')
    .selectAll()
    .where('site_id', '=', record.id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (!row) return null;
  const policy = policyOf(row);
  return {
    id: row.id,
    baseVersion: row.base_version,
    author: row.author,
    mine: row.author_id === person.id,
    reason: row.reason,
    restores: row.restores,
    createdAt: row.created_at.toISOString(),
    outdated: row.base_version !== record.written.version,
    policy: policyBody(policy),
    change: await changes.of(record, policy),
  };
}

/**
 * Puts a proposal in force.
 *
 * @throws ProblemError 403 `own_proposal`, 404, 409 `proposal_decided` or `proposal_outdated`
 */
export async function approve(
  { database: { db }, officers, now }: ApiParts,
  decision: Decision,
): Promise<void> {
  const { site, person } = decision;
  try {
    await db.transaction().execute(async (transaction) => {
      const row = await decide(transaction, decision, 'approved', now());
      const own = row.author_id === person.id;
      if (own && officers === 'two') {
        throw new ProblemError(
          403,
          'own_proposal',
          'Nobody approves a proposal of their own.',
          'Another privacy officer must look at it.',
        );
      }
      if ((await newestVersion(transaction, site)).version !== row.base_version) throw outdated();
      await addVersion(transaction, {
        site,
        policy: policyOf(row),
        author: row.author,
        reason: row.reason,
        ...(own ? { alone: true } : { approvedBy: person.name }),
        restores: row.restores,
        now: now(),
      });
    });
  } catch (error) {
    throw isTaken(error) ? outdated() : error;
  }
}

/** @throws ProblemError 404, 409 `proposal_decided` */
export async function decline({ database: { db }, now }: ApiParts, decision: Decision): Promise<void> {
  await decide(db, decision, 'declined', now());
}

/** @throws ProblemError 403 `not_your_proposal`, 404, 409 `proposal_decided` */
export async function withdraw({ database: { db }, now }: ApiParts, decision: Decision): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await decide(transaction, decision, 'withdrawn', now());
    if (row.author_id === decision.person.id) return;
    throw new ProblemError(
      403,
      'not_your_proposal',
      'Only its author withdraws a proposal.',
      'Decline it instead.',
    );
  });
}

const policyOf = (row: Row): SitePolicy => readSitePolicy(row.policy, row.base_version + 1);

const outdated = (): ProblemError =>
  new ProblemError(
    409,
    'proposal_outdated',
    'Another version of the policy came since.',
    'The proposal was drawn up against an earlier one; it can be declined or withdrawn, and made again.',
  );

/** Closes a proposal, once: of two decisions at the same time, the second finds it closed. */
async function decide(
  db: Kysely<Schema>,
  { site, proposal, person, reason }: Decision,
  state: 'approved' | 'declined' | 'withdrawn',
  now: number,
): Promise<Row> {
  const row = await db
    .updateTable('policy_proposals')
    .set({ state, decided_by: person.name, decided_at: new Date(now), decision_reason: reason })
    .where('id', '=', proposal)
    .where('site_id', '=', site)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
  if (row) return row;
  const decided = await db
    .selectFrom('policy_proposals')
    .select('state')
    .where('id', '=', proposal)
    .where('site_id', '=', site)
    .executeTakeFirst();
  if (!decided) throw new ProblemError(404, 'proposal_not_found', 'There is no such proposal.');
  throw new ProblemError(409, 'proposal_decided', `The proposal was ${decided.state} already.`);
}
