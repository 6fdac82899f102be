import { tooFewLeft } from '../../policy/rules/reach.ts';
import { type RuleReading, readRule } from '../../policy/rules/read-rule.ts';
import type { ApiParts } from '../parts.ts';
import { siteTopics } from './rules.ts';

/** What somebody wrote as a rule of a site: a rule, or why it can be none. */
export async function readSiteRule(
  { database, register }: Pick<ApiParts, 'database' | 'register'>,
  site: number,
  written: unknown,
): Promise<RuleReading> {
  const reading = readRule(written, await siteTopics(database.db, site));
  if (reading.refused) return reading;
  const refused = tooFewLeft(reading.rule.condition, register);
  return refused ? { refused } : reading;
}
