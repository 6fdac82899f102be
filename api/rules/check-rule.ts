import { noticeFacts, noticeState } from '../../policy/notice.ts';
import type { RuleDraft } from '../../policy/rules/read-rule.ts';
import { ruleSentence } from '../../policy/rules/rule.ts';
import type { RuleCheck } from '../contract-rules.ts';
import type { ApiParts } from '../parts.ts';
import { noticeUnder, siteRecord } from '../privacy/site-state.ts';
import { readSiteRule } from './accept-rule.ts';
import { refusedProblem } from './refused.ts';
import { listRules, siteTopics } from './rules.ts';

/**
 * A rule in words before it is saved. Nothing is kept of it: people try things while they write.
 *
 * @param id the rule that it would be the next version of
 * @throws ProblemError 404, 422 with an NP code
 */
export async function checkRule(
  parts: ApiParts,
  site: number,
  { written, id }: { written: unknown; id: string | undefined },
): Promise<RuleCheck> {
  const { rule, refused } = await readSiteRule(parts, site, written);
  if (refused) throw refusedProblem(refused);
  const sentence = await sentenceOf(parts, site, rule);
  return { sentence, becomesStale: await wouldBecomeStale(parts, site, sentence, id) };
}

export async function sentenceOf({ database }: Pick<ApiParts, 'database'>, site: number, rule: RuleDraft) {
  return ruleSentence({ condition: rule.condition, topics: await siteTopics(database.db, site) });
}

async function wouldBecomeStale(
  { database: { db }, now }: ApiParts,
  site: number,
  sentence: string,
  id: string | undefined,
): Promise<boolean> {
  const record = await siteRecord(db, site);
  if (noticeUnder(record, record.written) !== 'CURRENT') return false;
  const rules = await listRules(db, site, now());
  const changed = rules.find((rule) => rule.id === id);
  // A rule that is off is in no notice, and neither is its next version.
  if (changed && !changed.active) return false;
  const others = rules.filter((rule) => rule.active && rule.id !== id).map((rule) => rule.sentence);
  const facts = noticeFacts(record.written, [...others, sentence]);
  return noticeState(record.written, facts, record.notice?.hash ?? null) !== 'CURRENT';
}
