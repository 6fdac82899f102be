import { setImmediate as pause } from 'node:timers/promises';
import type { SiteRecord } from '../../infra/database/site-records.ts';
import { movedCells, policyMatrix } from '../../policy/matrix.ts';
import { policyChange } from '../../policy/policy-change.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import type { PolicyChange } from '../contract-privacy.ts';
import { assessmentsAt, noticeUnder } from './site-state.ts';

/**
 * What a draft would do to a site.
 *
 * @param now milliseconds since the epoch
 */
export async function changeOf(record: SiteRecord, draft: SitePolicy, now: number): Promise<PolicyChange> {
  const { written } = record;
  const assessments = assessmentsAt(record, now);
  const change = await policyChange(written, draft, assessments, pause);
  const unpublished = noticeUnder(record, draft);
  const sentences: PolicyChange['sentences'] =
    unpublished === 'CURRENT'
      ? change.sentences
      : [...change.sentences, { direction: 'neutral', text: NOTICE_SENTENCES[unpublished] }];
  return {
    ...change,
    sentences,
    cells: movedCells(policyMatrix(written, assessments), policyMatrix(draft, assessments)),
  };
}

const NOTICE_SENTENCES = {
  MISSING: 'Nothing is collected until a notice is published.',
  STALE: 'The published notice does not say this: nothing is collected until it is published again.',
};
