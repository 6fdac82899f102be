import type { Kysely } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import { type SiteRecord, siteRecords } from '../../infra/database/site-records.ts';
import { type AssessmentTable, assessmentTable } from '../../policy/assessment.ts';
import { noticeFacts, noticeState } from '../../policy/notice.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import type { NoticeState } from '../contract-privacy.ts';
import { ProblemError } from '../problem.ts';

/** @throws ProblemError 404 */
export async function siteRecord(db: Kysely<Schema>, site: number): Promise<SiteRecord> {
  const [record] = await siteRecords({ db }, site);
  if (!record) throw new ProblemError(404, 'site_not_found', 'There is no such site.');
  return record;
}

/** How the published notice would stand if a policy were in force. */
export const noticeUnder = (record: SiteRecord, policy: SitePolicy): NoticeState =>
  noticeState(policy, noticeFacts(policy, record.rules), record.notice?.hash ?? null);

/** @param now milliseconds since the epoch */
export const assessmentsAt = (record: SiteRecord, now: number): AssessmentTable =>
  assessmentTable(record.assessments, now);
