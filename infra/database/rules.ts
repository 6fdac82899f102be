import type { Rule } from '../../policy/rule.ts';
import type { Database } from './database.ts';

/** The newest version of every active rule: the rules that alerts go by are those that notices tell. */
export async function loadRules({ db }: Pick<Database, 'db'>): Promise<Rule[]> {
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
