import { storedCondition } from '../../policy/rules/read-condition.ts';
import { inOrder, type Rule, type RuleTopic } from '../../policy/rules/rule.ts';
import type { Database } from './database.ts';

/** Topics of every site, as rules name them: site -> topic id -> topic. */
export async function loadRuleTopics({
  db,
}: Pick<Database, 'db'>): Promise<Map<number, Map<number, RuleTopic>>> {
  const rows = await db.selectFrom('topics').select(['id', 'site_id', 'slug', 'label', 'kind']).execute();
  const sites = new Map<number, Map<number, RuleTopic>>();
  for (const { id, site_id, slug, label, kind } of rows) {
    const topics = sites.get(site_id) ?? new Map<number, RuleTopic>();
    sites.set(site_id, topics.set(id, { id, slug, label, kind }));
  }
  return sites;
}

/** A version of a rule, and whether it opens windows. */
export interface RuleVersion extends Rule {
  active: boolean;
}

/**
 * The newest version of every active rule, in the order that people set: the rules that alerts go by are those that notices
 * tell. A rule that can not be read any more, as one whose topic is gone, is none.
 */
export async function loadRules(database: Pick<Database, 'db'>): Promise<Rule[]> {
  const rules = await newestVersions(database);
  return rules.filter(({ active }) => active).map(({ active, ...rule }) => rule);
}

/** The same of one site, with the rules that are switched off. */
export async function loadRuleVersions(database: Pick<Database, 'db'>, site: number): Promise<RuleVersion[]> {
  return (await newestVersions(database)).filter((rule) => rule.site === site);
}

async function newestVersions({ db }: Pick<Database, 'db'>): Promise<RuleVersion[]> {
  const sites = await loadRuleTopics({ db });
  const rows = await db
    .selectFrom('rules')
    .selectAll()
    .distinctOn('id')
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  const rules = rows.flatMap((row): RuleVersion[] => {
    const topics = sites.get(row.site_id) ?? new Map<number, RuleTopic>();
    const condition = storedCondition(row.condition, topics);
    if (!condition) return [];
    return [
      {
        id: row.id,
        version: row.version,
        site: row.site_id,
        title: row.title,
        condition,
        coolDownDays: row.cool_down_days,
        stayOpenDays: row.stay_open_days,
        position: row.position,
        topics,
        active: row.active,
      },
    ];
  });
  return rules.sort(inOrder);
}
