import type { Database } from '../infra/database/database.ts';
import type { Rule } from '../policy/rule.ts';

/** The newest version of every active rule. */
export async function loadRules({ db }: Database): Promise<Rule[]> {
  const rows = await db
    .selectFrom('rules')
    .innerJoin('topics', 'topics.id', 'rules.topic_id')
    .select([
      'rules.id',
      'rules.version',
      'rules.site_id',
      'rules.title',
      'rules.sessions',
      'rules.days',
      'rules.active',
      'topics.id as topic_id',
      'topics.slug',
      'topics.label',
    ])
    .distinctOn('rules.id')
    .orderBy('rules.id')
    .orderBy('rules.version', 'desc')
    .execute();
  return rows
    .filter((row) => row.active)
    .map((row) => ({
      id: row.id,
      version: row.version,
      site: row.site_id,
      title: row.title,
      topic: { id: row.topic_id, slug: row.slug, label: row.label },
      sessions: row.sessions,
      days: row.days,
    }));
}
