import type { Kysely } from 'kysely';
import type { Schema } from '../../infra/database/schema.ts';
import type { Topic } from '../contract-rules.ts';
import { ProblemError } from '../problem.ts';
import { newestRules } from '../rules/rules.ts';

/** Topics of a site in their order, each with the rules that stand on it. */
export async function topicsOf(db: Kysely<Schema>, site: number): Promise<Topic[]> {
  const rows = await db
    .selectFrom('topics')
    .select(['id', 'label', 'kind', 'paths', 'campaigns'])
    .where('site_id', '=', site)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const rules = (await newestRules(db, site)).filter(({ removed }) => !removed);
  return rows.map((topic) => ({
    ...topic,
    rules: rules
      .filter(({ condition }) => namesTopic(condition, topic.id))
      .map(({ id, title, active }) => ({ id, title, active })),
  }));
}

/** A stored condition is searched as it is: one that can not be read any more names its topics all the same. */
function namesTopic(condition: unknown, topic: number): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  if ('topic' in condition) return condition.topic === topic;
  return Object.values(condition)
    .flat()
    .some((part) => namesTopic(part, topic));
}

/** @throws ProblemError 404 */
export async function findTopic(db: Kysely<Schema>, site: number, id: number): Promise<Topic> {
  const topic = (await topicsOf(db, site)).find((each) => each.id === id);
  if (!topic) throw new ProblemError(404, 'topic_not_found', 'There is no such topic.');
  return topic;
}
