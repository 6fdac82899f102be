import type { Kysely, Transaction } from 'kysely';
import { reviewDue } from '../../policy/assessment.ts';
import { noticeFacts, noticeHash } from '../../policy/notice.ts';
import { PURPOSES } from '../../policy/purposes.ts';
import { REGIMES } from '../../policy/regimes.ts';
import type { CountCondition, Span } from '../../policy/rules/condition.ts';
import { conditionSentence } from '../../policy/rules/sentence.ts';
import type { SitePolicy } from '../../policy/site-policy.ts';
import type { Schema } from './schema.ts';

type Handle = Kysely<Schema> | Transaction<Schema>;

/** A site with its first policy. */
export async function insertSite(
  db: Handle,
  site: { key: string; name: string; domains: readonly string[]; demo: boolean },
  first: { policy: SitePolicy; author: string; reason: string },
): Promise<number> {
  const { id } = await db
    .insertInto('sites')
    .values({ ...site, domains: JSON.stringify(site.domains) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('site_policies')
    .values({
      site_id: id,
      version: 1,
      policy: JSON.stringify(first.policy),
      author: first.author,
      reason: first.reason,
    })
    .execute();
  return id;
}

export interface TopicWithRules {
  slug: string;
  label: string;
  paths: readonly string[];
  rules: readonly { id: string; title: string; sessions: number; days: Span }[];
}

/** Topics in their order, with the rules that look at them. */
export async function insertTopics(
  db: Handle,
  site: number,
  topics: readonly TopicWithRules[],
): Promise<void> {
  for (const [position, { slug, label, paths, rules }] of topics.entries()) {
    const topic = await db
      .insertInto('topics')
      .values({ site_id: site, slug, label, paths: JSON.stringify(paths), position })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const { id, title, ...asks } of rules) {
      await db
        .insertInto('rules')
        .values({
          id,
          version: 1,
          site_id: site,
          title,
          condition: JSON.stringify(sessionsOn(topic.id, asks)),
          active: true,
        })
        .execute();
    }
  }
}

const sessionsOn = (topic: number, { sessions, days }: { sessions: number; days: Span }): CountCondition => ({
  atLeast: sessions,
  count: 'sessions',
  topic,
  within: days,
});

/**
 * What officers do before a site may collect: an approved assessment of everything, and a published notice. For the
 * demo, which has no officers, and for tests.
 */
export async function insertGroundwork(
  db: Handle,
  site: number,
  of: {
    policy: SitePolicy;
    topics: readonly TopicWithRules[];
    author: string;
    approver: string;
    now: number;
  },
): Promise<void> {
  await db
    .insertInto('assessments')
    .values({
      site_id: site,
      version: 1,
      purposes: JSON.stringify(PURPOSES),
      regimes: JSON.stringify(REGIMES),
      state: 'APPROVED',
      summary: 'The visits are generated and nobody is behind them.',
      author_id: of.author,
      author: of.author,
      approver_id: of.approver,
      approver: of.approver,
      approved_at: new Date(of.now),
      review_due: new Date(reviewDue(of.now)),
    })
    .execute();
  const sentences = of.topics.flatMap(({ label, rules }) =>
    rules.map((rule) => conditionSentence(sessionsOn(0, rule), new Map([[0, { label, kind: 'pages' }]]))),
  );
  const facts = noticeFacts(of.policy, sentences);
  await db
    .insertInto('notices')
    .values({
      site_id: site,
      version: 1,
      hash: noticeHash(facts),
      facts: JSON.stringify(facts),
      policy_version: 1,
      author: of.author,
    })
    .execute();
}
