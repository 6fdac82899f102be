import type { Kysely, Selectable } from 'kysely';
import { loadRuleTopics } from '../../infra/database/rules.ts';
import type { Schema } from '../../infra/database/schema.ts';
import { storedCondition } from '../../policy/rules/read-condition.ts';
import { inOrder, type RuleTopic, ruleSentence } from '../../policy/rules/rule.ts';
import { DAY } from '../../policy/time.ts';
import type { ListedRule, RuleItem, RuleVersions } from '../contract-rules.ts';
import { ProblemError } from '../problem.ts';

type Handle = Kysely<Schema>;
type Row = Selectable<Schema['rules']>;
type Topics = ReadonlyMap<number, RuleTopic>;

/** The newest version of every rule of a site, as it is stored. */
export const newestRules = (db: Handle, site: number): Promise<Row[]> =>
  db
    .selectFrom('rules')
    .selectAll()
    .distinctOn('id')
    .where('site_id', '=', site)
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();

export async function siteTopics(db: Handle, site: number): Promise<Topics> {
  return (await loadRuleTopics({ db })).get(site) ?? new Map<number, RuleTopic>();
}

/** Every rule of a site in the order that people set; those that were removed at the end. */
export async function listRules(db: Handle, site: number, now: number): Promise<ListedRule[]> {
  const rows = await newestRules(db, site);
  const topics = await siteTopics(db, site);
  const opened = await db
    .selectFrom('windows')
    .select(({ fn }) => ['rule_id', fn.countAll<string>().as('count')])
    .where('site_id', '=', site)
    .where('opened_at', '>=', new Date(now - 30 * DAY))
    .groupBy('rule_id')
    .execute();
  const counts = new Map(opened.map(({ rule_id, count }) => [rule_id, Number(count)]));
  return rows
    .sort((a, b) => Number(a.removed) - Number(b.removed) || inOrder(a, b))
    .map((row) => ({ ...toItem(row, topics), windows: counts.get(row.id) ?? 0 }));
}

/** @throws ProblemError 404 */
export async function ruleVersions(db: Handle, site: number, id: string): Promise<RuleVersions> {
  const rows = await db
    .selectFrom('rules')
    .selectAll()
    .where('site_id', '=', site)
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute();
  if (rows.length === 0) throw ruleNotFound();
  const topics = await siteTopics(db, site);
  return { versions: rows.map((row) => toItem(row, topics)) };
}

/** The newest version. @throws ProblemError 404 */
export async function findRule(db: Handle, site: number, id: string): Promise<Row> {
  const row = (await newestRules(db, site)).find((each) => each.id === id);
  if (!row) throw ruleNotFound();
  return row;
}

const ruleNotFound = (): ProblemError => new ProblemError(404, 'rule_not_found', 'There is no such rule.');

function toItem(row: Row, topics: Topics): RuleItem {
  const condition = storedCondition(row.condition, topics);
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    sentence: condition ? ruleSentence({ condition, topics }) : 'A topic of this rule was removed',
    condition: row.condition,
    coolDownDays: row.cool_down_days,
    stayOpenDays: row.stay_open_days,
    active: row.active,
    removed: row.removed,
    author: row.author,
    at: row.created_at.toISOString(),
  };
}
