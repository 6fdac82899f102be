import { setImmediate as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { SiteRecord } from '../../infra/database/site-records.ts';
import type { AssessmentTable } from '../../policy/assessment.ts';
import { movedCells, policyMatrix } from '../../policy/matrix.ts';
import { policyChange } from '../../policy/policy-change.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import type { PolicyChange } from '../contract-privacy.ts';
import { assessmentsAt, noticeUnder } from './site-state.ts';

/**
 * Works out what drafts would do to sites. An officer who looks at a draft, saves it and looks at the proposal asks the
 * same thing three times, and thousands of cases are not gone through again for that.
 */
export class Changes {
  readonly #known = new LRUCache<string, Promise<Omit<PolicyChange, 'cells'>>>({ max: 100 });
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async of(record: SiteRecord, draft: SitePolicy): Promise<PolicyChange> {
    const { written } = record;
    const assessments = assessmentsAt(record, this.#now());
    const change = await this.#change(written, draft, assessments);
    const unpublished = noticeUnder(record, draft);
    const sentences: PolicyChange['sentences'] =
      unpublished === 'CURRENT'
        ? change.sentences
        : [...change.sentences, { direction: 'neutral', text: NOTICE_SENTENCES[unpublished] }];
    const cells = movedCells(policyMatrix(written, assessments), policyMatrix(draft, assessments));
    return { ...change, sentences, cells };
  }

  #change(
    written: SitePolicy,
    draft: SitePolicy,
    assessments: AssessmentTable,
  ): Promise<Omit<PolicyChange, 'cells'>> {
    const key = JSON.stringify([written, draft, assessments]);
    const known = this.#known.get(key);
    if (known) return known;
    const change = policyChange(written, draft, assessments, pause);
    this.#known.set(key, change);
    change.catch(() => this.#known.delete(key));
    return change;
  }
}

const NOTICE_SENTENCES = {
  MISSING: 'Nothing is collected until a notice is published.',
  STALE: 'The published notice does not say this: nothing is collected until it is published again.',
};
