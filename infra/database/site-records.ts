import type { Assessment } from '../../policy/assessment.ts';
import { ruleSentence } from '../../policy/rules/rule.ts';
import { readSitePolicy, type SitePolicy } from '../../policy/site-policy.ts';
import type { Topic } from '../../policy/topics.ts';
import type { Database } from './database.ts';
import { loadRules } from './rules.ts';

/** Everything the database holds of a site that decides what may be collected for it. */
export interface SiteRecord {
  id: number;
  key: string;
  name: string;
  domains: readonly string[];
  /** The newest version, with the kill switch for all sites already in it. */
  policy: SitePolicy;
  /** The newest version as it was written. */
  written: SitePolicy;
  assessments: readonly Assessment[];
  /** The newest published notice; null when there is none. */
  notice: { version: number; hash: string; publishedAt: number } | null;
  topics: readonly Topic[];
  /** Active rules, each as its sentence. */
  rules: readonly string[];
}

/** All sites, or one. A site without a policy is closed. */
export async function siteRecords({ db }: Pick<Database, 'db'>, only?: number): Promise<SiteRecord[]> {
  const sites = await db
    .selectFrom('sites')
    .select(['id', 'key', 'name', 'domains'])
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? 0))
    .orderBy('id')
    .execute();
  if (sites.length === 0) return [];
  const ids = sites.map(({ id }) => id);
  const installation = await db.selectFrom('installation').select('killed').executeTakeFirst();
  const policies = await db
    .selectFrom('site_policies')
    .select(['site_id', 'version', 'policy'])
    .where('site_id', 'in', ids)
    .distinctOn('site_id')
    .orderBy('site_id')
    .orderBy('version', 'desc')
    .execute();
  const assessments = await db
    .selectFrom('assessments')
    .select(['site_id', 'version', 'purposes', 'regimes', 'state', 'approved_at', 'review_due'])
    .where('site_id', 'in', ids)
    .execute();
  const notices = await db
    .selectFrom('notices')
    .select(['site_id', 'version', 'hash', 'published_at'])
    .where('site_id', 'in', ids)
    .distinctOn('site_id')
    .orderBy('site_id')
    .orderBy('version', 'desc')
    .execute();
  const topics = await db
    .selectFrom('topics')
    .select(['id', 'site_id', 'slug', 'label', 'kind', 'paths', 'campaigns'])
    .where('site_id', 'in', ids)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const rules = await loadRules({ db });

  return sites.map(({ id, key, name, domains }) => {
    const policy = policies.find((each) => each.site_id === id);
    const read = readSitePolicy(policy?.policy, policy?.version ?? 0);
    const notice = notices.find((each) => each.site_id === id);
    return {
      id,
      key,
      name,
      domains,
      // Only a row that says "not killed" leaves the switch open.
      policy: installation?.killed === false ? read : { ...read, killed: true },
      written: read,
      assessments: assessments
        .filter((each) => each.site_id === id)
        .map(({ version, purposes, regimes, state, approved_at, review_due }) => ({
          version,
          purposes,
          regimes,
          state,
          approvedAt: approved_at?.getTime() ?? null,
          reviewDue: review_due?.getTime() ?? null,
        })),
      notice: notice
        ? { version: notice.version, hash: notice.hash, publishedAt: notice.published_at.getTime() }
        : null,
      topics: topics.filter((topic) => topic.site_id === id),
      rules: rules.filter((rule) => rule.site === id).map(ruleSentence),
    };
  });
}
