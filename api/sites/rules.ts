import type { Database } from '../../infra/database/database.ts';
import { loadRules } from '../../infra/database/rules.ts';
import { ruleSentence } from '../../policy/rules/rule.ts';
import type { Rule } from '../contract.ts';

/** Rules of a site, each as its sentence. */
export async function rulesOf(database: Database, site: number): Promise<Rule[]> {
  const rules = (await loadRules(database)).filter((rule) => rule.site === site);
  return rules.map((rule) => ({
    id: rule.id,
    version: rule.version,
    title: rule.title,
    sentence: ruleSentence(rule),
  }));
}
