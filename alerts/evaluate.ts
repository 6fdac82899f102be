import { type AccountIndex, type Standing, UNKNOWN_TO_SALES } from '../policy/accounts.ts';
import type { EventOrganization } from '../policy/event.ts';
import { type GroupFloor, groupFloor, raisedFloor } from '../policy/floors.ts';
import { WHOLE_SITE } from '../policy/rollup.ts';
import { type Condition, type CountCondition, countsIn } from '../policy/rules/condition.ts';
import { isFulfilled, reachedCounts, type Subject } from '../policy/rules/fulfilment.ts';
import type { Rule } from '../policy/rules/rule.ts';
import { QUARTER } from '../policy/time.ts';
import type { Evidence } from './allow-list.ts';
import { bucketOf } from './buckets.ts';
import type { Moment } from './cells.ts';

/** Under which version of the policy the newest evidence was collected, and of the notice that visitors could read. */
export interface Lawful {
  policyVersion: number;
  noticeVersion: number | null;
}

/** Whom a rule is held against. */
export interface Candidate {
  organization: EventOrganization;
  lawful: Lawful;
}

/** A rule that is fulfilled for an organization, with what fulfils it. */
export interface Match extends Candidate {
  rule: Rule;
  relation: Standing['relation'];
  /** Quarter in which the first session of the evidence began. */
  from: number;
  /** End of the quarter that fulfilled it. */
  to: number;
  evidence: Evidence[];
}

/** What a rule is held against besides sessions. */
export interface Surroundings {
  accounts: Pick<AccountIndex, 'standingOf'>;
  /** What officers raised the floor to, by site. */
  floors: ReadonlyMap<number, GroupFloor>;
}

/** `warming`: the group is large enough and a count is reached, and something is still missing. */
export type Evaluation = { state: 'fulfilled'; match: Match } | { state: 'warming' } | { state: 'quiet' };

/** How a rule stands for an organization at the end of a quarter-hour. */
export function evaluate(
  rule: Rule,
  { organization, lawful }: Candidate,
  { moment, quarter }: { moment: Moment; quarter: number },
  { accounts, floors }: Surroundings,
): Evaluation {
  // Every organization that can be named today holds its own network.
  const floor = raisedFloor(groupFloor({ ownNetwork: true }), floors.get(rule.site));
  if (!meetsFloor(rule.condition, floor, moment)) return { state: 'quiet' };
  const subject: Subject = {
    // Industry and size are not in the data; a rule that asks for them waits until they are.
    facts: { country: organization.country, kind: organization.kind, industry: '', size: '' },
    standing: namesList(rule.condition) ? accounts.standingOf(organization) : UNKNOWN_TO_SALES,
    counted: ({ count, topic, within, earlier }) => moment.lookBack(topicId(topic), within, earlier)[count],
  };
  const reached = reachedCounts(rule.condition, subject);
  if (reached.length === 0) return { state: 'quiet' };
  if (!isFulfilled(rule.condition, subject)) return { state: 'warming' };
  const { relation } = accounts.standingOf(organization);
  const { from, evidence } = evidenceOf(rule, reached, moment);
  return {
    state: 'fulfilled',
    match: { rule, organization, lawful, relation, from, to: quarter + QUARTER, evidence },
  };
}

/** Topics whose sessions a rule looks at, as the roll-up numbers them. */
export const topicsOf = (rule: Pick<Rule, 'condition'>): number[] => [
  ...new Set(countsIn(rule.condition).map(({ topic }) => topicId(topic))),
];

const topicId = (topic: CountCondition['topic']): number => (topic === 'site' ? WHOLE_SITE : topic);

/** One topic must have enough by itself: sessions on two topics may be one visit. */
function meetsFloor(condition: Condition, floor: GroupFloor, moment: Moment): boolean {
  const counts = countsIn(condition);
  const longest = Math.max(...counts.map(({ within }) => within));
  return counts.some(({ topic }) => {
    const { sessions, days } = moment.lookBack(topicId(topic), longest);
    return sessions >= floor.sessions && days >= floor.days;
  });
}

function namesList(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(namesList);
  return 'any' in condition ? condition.any.some(namesList) : 'list' in condition;
}

const MOST_EVIDENCE = 5;

/** What was seen on each topic that counted, over the longest span that the rule asks of it. */
function evidenceOf(
  rule: Rule,
  reached: readonly CountCondition[],
  moment: Moment,
): { from: number; evidence: Evidence[] } {
  const spans = new Map<CountCondition['topic'], number>();
  for (const { topic, within } of reached) spans.set(topic, Math.max(within, spans.get(topic) ?? 0));
  const evidence: Evidence[] = [];
  let from = Number.POSITIVE_INFINITY;
  for (const [topic, within] of spans) {
    const { sessions, days, first } = moment.lookBack(topicId(topic), within);
    const named = topic === 'site' ? WHOLE_SITE_WORDS : rule.topics.get(topic);
    if (!named) continue;
    from = Math.min(from, first);
    const about = { topic: named.slug, label: named.label };
    evidence.push({ kind: 'topic_sessions', ...about, bucket: bucketOf(sessions) });
    if (days > 1) evidence.push({ kind: 'topic_days', ...about, bucket: bucketOf(days) });
  }
  return { from, evidence: evidence.slice(0, MOST_EVIDENCE) };
}

const WHOLE_SITE_WORDS = { slug: 'site', label: 'the whole site' };
